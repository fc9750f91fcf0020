// Runs in a page of the extension. Arguments: a list of keys. Result: an object with the text of
// each key that holds something.
//
// Some extensions store JSON inside a string ("\"CONNECTED\""), others the value itself.
const unwrapped = value => {
  if (typeof value !== "string") {
    return value;
  }
  try {
    const inner = JSON.parse(value);
    return inner === null || typeof inner === "string" ? inner : value;
  } catch {
    return value;
  }
};

const text = value => typeof value === "object" ? JSON.stringify(value) : String(value);

return chrome.storage.local.get(arguments[0]).then(stored => {
  const result = {};
  for (const [key, value] of Object.entries(stored)) {
    const inner = unwrapped(value);
    if (inner !== null && inner !== undefined && inner !== "") {
      result[key] = text(inner);
    }
  }
  return result;
});
