// The node: keeps one connection for the account that is signed in. Every event ends in
// reconcile(), which compares what should be with what is; so none of them needs to know the others.

import { Connection, SessionRefused } from "./connection.js";
import { KEYS, Status, forgetSession, readAll, write } from "./store.js";

const ALARM = "revive";
const ALARM_MINUTES = 0.5;
const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 15_000;

let connection = null;
let backoff = FIRST_BACKOFF_MS;
let retryTimer = null;

/** Steps run one after another: messages of a sign-in arrive in a burst. */
let steps = Promise.resolve();
function enqueue(step) {
  const done = steps.then(step);
  steps = done.catch((error) => console.error(error));
  return done;
}

/** Who to connect as; null while something is missing. */
function identityOf(stored) {
  const identity = {
    api: stored[KEYS.api],
    accessToken: stored[KEYS.accessToken],
    userId: stored[KEYS.deviceUserId],
    browserId: stored[KEYS.browserId],
  };
  const whole = Object.values(identity).every(Boolean);
  return whole && stored[KEYS.isAuthenticated] && stored[KEYS.permissions] ? identity : null;
}

async function reconcile() {
  const wanted = identityOf(await readAll());
  if (connection && (!wanted || wanted.userId !== connection.identity.userId)) {
    connection.end();
  }
  if (!wanted) {
    await setStatusUnlessDead(Status.disconnected);
  } else if (!connection && !retryTimer) {
    await connect(wanted);
  }
}

async function connect(identity) {
  const mine = new Connection(identity, {
    onOpen: () => enqueue(() => opened(mine)),
    onBeat: (time) => enqueue(() => write(KEYS.beat, time)),
    onScore: (score) => enqueue(() => write(KEYS.score, score)),
    onEnd: (error) => ended(mine, error),
  });
  connection = mine;
  await write(KEYS.status, Status.connecting);
  void mine.start();
}

async function opened(which) {
  if (connection === which) {
    backoff = FIRST_BACKOFF_MS;
    await write(KEYS.status, Status.connected);
  }
}

function ended(which, error) {
  if (connection === which) {
    connection = null;
  }
  if (error instanceof SessionRefused) {
    enqueue(() => refuse(which.identity.accessToken));
  } else if (error) {
    console.info("not connected:", error.message);
    enqueue(() => setStatusUnlessDead(Status.disconnected));
    retryLater();
  }
}

/** A newer sign-in may have arrived while the refused token was under way. */
async function refuse(accessToken) {
  const stored = await readAll();
  if (stored[KEYS.accessToken] === accessToken) {
    await logOut(Status.dead);
  } else {
    await reconcile();
  }
}

function retryLater() {
  clearTimeout(retryTimer);
  retryTimer = setTimeout(() => {
    retryTimer = null;
    enqueue(reconcile);
  }, backoff);
  backoff = Math.min(backoff * 2, LONGEST_BACKOFF_MS);
}

async function logOut(status) {
  await forgetSession();
  await write(KEYS.status, status);
  await reconcile();
}

/** DEAD says why there is no session; only a new sign-in takes it away. */
async function setStatusUnlessDead(status) {
  const stored = await readAll();
  if (stored[KEYS.status] !== Status.dead) {
    await write(KEYS.status, status);
  }
}

/** One part of a sign-in, from the web app's own page. */
async function accept({ type, payload }, origin) {
  switch (type) {
    case "setAccessToken":
      // Together, and nowhere else: a token goes only to the site it came from.
      await write(KEYS.api, origin);
      await write(KEYS.accessToken, payload);
      break;
    case "setRefreshToken":
      await write(KEYS.refreshToken, payload);
      break;
    case "setUserId":
      await write(KEYS.userId, payload);
      await write(KEYS.deviceUserId, payload);
      break;
    case "setIsAuthenticated":
      if (!payload) {
        await logOut(Status.disconnected);
        return;
      }
      await write(KEYS.isAuthenticated, true);
      break;
    default:
      console.warn("unknown message", type);
  }
  await reconcile();
}

// An installed worker is only woken by listeners that were added in its first turn.
chrome.runtime.onMessageExternal.addListener((message, sender, reply) => {
  enqueue(() => accept(message, sender.origin)).then(
    () => reply({ ok: true }),
    () => reply({ ok: false }),
  );
  return true;
});
chrome.storage.local.onChanged.addListener((changes) => {
  if (changes[KEYS.browserId] || changes[KEYS.permissions]) {
    enqueue(reconcile);
  }
});
chrome.alarms.onAlarm.addListener(() => enqueue(reconcile));
chrome.runtime.onStartup.addListener(() => enqueue(reconcile));
chrome.runtime.onInstalled.addListener(() => enqueue(reconcile));

chrome.alarms.create(ALARM, { periodInMinutes: ALARM_MINUTES });
enqueue(reconcile);
