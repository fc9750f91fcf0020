// What the extension knows, in chrome.storage.local. Every value is JSON inside a string,
// as the extension this one stands in for keeps them: "\"CONNECTED\"", "true".

export const KEYS = Object.freeze({
  accessToken: "accessToken",
  refreshToken: "refreshToken",
  userId: "userId",
  isAuthenticated: "isAuthenticated",
  status: "wynd:status",
  browserId: "wynd:browser_id",
  permissions: "wynd:permissions",
  deviceUserId: "wynd:user_id",
  score: "previousScore",
  api: "demo:api",
  beat: "demo:beat",
});

const SESSION_KEYS = [KEYS.accessToken, KEYS.refreshToken, KEYS.userId, KEYS.isAuthenticated, KEYS.deviceUserId];

export const Status = Object.freeze({
  connected: "CONNECTED",
  connecting: "CONNECTING",
  disconnected: "DISCONNECTED",
  dead: "DEAD",
});

/** Everything stored, decoded; a key that was never written is absent. */
export async function readAll() {
  const stored = await chrome.storage.local.get(Object.values(KEYS));
  return Object.fromEntries(Object.entries(stored).map(([key, text]) => [key, JSON.parse(text)]));
}

/** Writes one value; a value that is already there causes no storage event. */
export async function write(key, value) {
  await chrome.storage.local.set({ [key]: JSON.stringify(value) });
}

/** Forgets the sign-in. The browser id stays: it belongs to the browser, not to the account. */
export async function forgetSession() {
  await chrome.storage.local.remove(SESSION_KEYS);
}
