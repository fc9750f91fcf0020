// Runs in a page of the extension. Arguments: a list of {url, pointers, devices, ip}: JSON pointers
// of values, of a list, and of a text in each of the list's elements, the latter two null for none;
// the key of the authorization in the extension's storage, or null; the milliseconds each answer may
// take. Result: none; answers.js fetches what came. Where a key is named but nothing stored, nothing
// is asked: the refusal would say nothing about the session.
const [questions, authorizationKey, patience] = arguments;

const at = (pointer, json) =>
    pointer.split("/").slice(1)
        .map(part => part.replaceAll("~1", "/").replaceAll("~0", "~"))
        .reduce((value, part) => value?.[part], json);

const unwrapped = value => {
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
};

const authorization = async () => {
  if (authorizationKey === null) {
    return {};
  }
  const stored = (await chrome.storage.local.get(authorizationKey))[authorizationKey];
  const value = unwrapped(stored) ?? "";
  if (value === "") {
    throw new Error("nothing stored to authorize with");
  }
  return {Authorization: String(value)};
};

// Of a list only its length is of interest, of an object nothing.
const text = value => {
  if (Array.isArray(value)) {
    return String(value.length);
  }
  return value === null || value === undefined || typeof value === "object" ? null : String(value);
};

const values = (pointers, json) =>
    Object.fromEntries(
        pointers.map(pointer => [pointer, text(at(pointer, json))]).filter(([, found]) => found !== null));

const addresses = ({devices, ip}, json) => {
  const list = devices === null || ip === null ? null : at(devices, json);
  return Array.isArray(list) ? list.map(device => text(at(ip, device)) ?? "") : null;
};

const nothing = status => ({status, values: {}, addresses: null});

const ask = async question => {
  const response = await fetch(question.url, {
    headers: await authorization(),
    cache: "no-store",
    signal: AbortSignal.timeout(patience),
  });
  if (!response.ok) {
    return nothing(response.status);
  }
  const json = await response.json();
  return {
    status: response.status,
    values: values(question.pointers, json),
    addresses: addresses(question, json),
  };
};

const round = globalThis.lawnRound = {};
globalThis.lawnAnswers = null;
Promise.all(questions.map(question => ask(question).catch(() => nothing(0))))
    .then(answers => {
      if (globalThis.lawnRound === round) {
        globalThis.lawnAnswers = answers;
      }
    });
