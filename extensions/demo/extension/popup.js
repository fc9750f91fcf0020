// Shows the status. Its first opening is what lets a fresh profile connect at all.

import { KEYS, Status, readAll, write } from "./store.js";

const TEXTS = {
  [Status.connected]: "Node is Connected",
  [Status.connecting]: "Connecting...",
  [Status.disconnected]: "You are disconnected",
  [Status.dead]: "Your session has ended, please sign in again",
};

async function introduceBrowser() {
  const stored = await readAll();
  if (!stored[KEYS.permissions]) {
    await write(KEYS.permissions, true);
  }
  if (!stored[KEYS.browserId]) {
    await write(KEYS.browserId, crypto.randomUUID());
  }
}

async function show() {
  const stored = await readAll();
  const score = stored[KEYS.score];
  document.getElementById("status").textContent = TEXTS[stored[KEYS.status]] ?? "Please sign in";
  document.getElementById("quality").textContent = score === undefined ? "–" : `${score}%`;
}

chrome.storage.local.onChanged.addListener(show);
await introduceBrowser();
await show();
