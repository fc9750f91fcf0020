// Takes the token from the web app's page; "connects" while it holds one. Values are JSON in strings.
const connect = async () => {
  const { accessToken } = await chrome.storage.local.get("accessToken");
  await chrome.storage.local.set({
    status: JSON.stringify(accessToken ? "CONNECTED" : "DISCONNECTED"),
    score: "87",
  });
};

chrome.runtime.onMessageExternal.addListener((message, sender, answer) => {
  chrome.storage.local.set({ accessToken: JSON.stringify(message.token) })
      .then(connect)
      .then(() => answer("stored"));
  return true;
});

connect();
