// The one place where the session goes to an extension: each of those that the page was served for,
// as far as this browser has it.

import { isSignedIn } from "./session.js";

const IDS = JSON.parse(document.getElementById("extensions").textContent);
const RETRY_MS = 1_000;

async function tell(id, type, payload) {
  const reply = await chrome.runtime.sendMessage(id, { type, payload });
  if (!reply?.ok) {
    throw new Error(`${id} did not take ${type}`);
  }
}

/** Hands the session over, again until the extension is there to take it. */
async function handOverTo(id) {
  try {
    await tell(id, "setAccessToken", localStorage.getItem("accessToken"));
    await tell(id, "setRefreshToken", localStorage.getItem("refreshToken"));
    await tell(id, "setUserId", localStorage.getItem("userId"));
    await tell(id, "setIsAuthenticated", true);
  } catch {
    if (isSignedIn()) {
      setTimeout(handOverTo, RETRY_MS, id);
    }
  }
}

export function handOver() {
  IDS.forEach(handOverTo);
}

/** An extension that is not there needs no telling. */
export async function tellSignedOut() {
  await Promise.allSettled(IDS.map((id) => tell(id, "setIsAuthenticated", false)));
}
