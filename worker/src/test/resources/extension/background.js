// Takes the token from the web app's page; "connects" while it holds one, which takes it a moment.
// Values are JSON in strings.
const connect = async () => {
  await chrome.storage.local.set({ status: JSON.stringify("CONNECTING") });
  await new Promise(connected => setTimeout(connected, 1000));
  const { accessToken } = await chrome.storage.local.get("accessToken");
  if (accessToken) {
    setInterval(() => chrome.storage.local.set({ beat: String(Date.now()) }), 1000);
  }
  await chrome.storage.local.set({
    status: JSON.stringify(accessToken ? "CONNECTED" : "DISCONNECTED"),
    score: "87",
  });
};

const take = (message, sender, answer) => {
  chrome.storage.local.set({ accessToken: JSON.stringify(message.token) })
      .then(connect)
      .then(() => answer("stored"));
  return true;
};

chrome.runtime.onMessageExternal.addListener(take);
// From a page of its own.
chrome.runtime.onMessage.addListener(take);

// As extensions do, and as they might: ChromeIT reads them.
chrome.storage.local.set({
  "json word": JSON.stringify("CONNECTED"), "word": "CONNECTED",
  "json flag": JSON.stringify(true), "flag": true,
  "json number": JSON.stringify(1.234), "number": 1.234,
  "json text of a number": JSON.stringify("83 %"), "text of a number": "83 %",
  "json nothing": JSON.stringify(null), "nothing": null,
  "json empty": JSON.stringify(""), "empty": "",
  "json object": JSON.stringify({ a: 1 }), "object": { a: 1 },
});

connect();
