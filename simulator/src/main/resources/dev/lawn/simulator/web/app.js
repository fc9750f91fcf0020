"use strict";

// The demo extension's id: fixed by the key in its manifest.
const EXTENSION_ID = "jdnabnhlmjhhclepcfpgnigomkbeacgi";

const SESSION_KEYS = ["accessToken", "refreshToken", "tokenExpiry", "userId", "isAuthenticated"];
const CONSENT_KEY = "cookieConsent";
const REFRESH_MS = 2_000;
const HAND_OVER_RETRY_MS = 1_000;

const view = document.getElementById("view");
let refreshTimer = null;

// --- Views -------------------------------------------------------------------------------------

/** Puts one step into the document, in place of the last one. */
function show(step) {
  clearInterval(refreshTimer);
  view.replaceChildren(document.getElementById(`step-${step}`).content.cloneNode(true));
}

function onSubmit(handle) {
  view.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    handle(new FormData(event.target));
  });
}

function onAction(name, handle) {
  view.querySelector(`[data-action="${name}"]`).addEventListener("click", handle);
}

function askForCookies() {
  if (localStorage.getItem(CONSENT_KEY)) {
    return;
  }
  document.body.append(document.getElementById("cookie-banner").content.cloneNode(true));
  const banner = document.getElementById("cookies");
  banner.querySelector("button").addEventListener("click", () => {
    localStorage.setItem(CONSENT_KEY, "all");
    banner.remove();
  });
}

// --- Sign-in, step by step ---------------------------------------------------------------------

function askForEmail() {
  show("email");
  onSubmit((form) => askForMethod(form.get("email")));
}

function askForMethod(email) {
  show("method");
  onAction("use-password", () => askForPassword(email));
}

function askForPassword(email) {
  show("password");
  onSubmit((form) => signIn({ email, password: form.get("password") }));
}

function askForCode(credentials) {
  show("otp");
  onSubmit((form) => signIn({ ...credentials, otp: form.get("otp") }));
}

async function signIn(credentials) {
  const button = view.querySelector("button");
  button.disabled = true;
  try {
    const answer = await fetch("/login", { method: "POST", body: JSON.stringify(credentials) });
    const body = await answer.json();
    if (answer.ok) {
      keep(body.result.data);
      openDashboard();
    } else {
      refused(body.error, credentials);
    }
  } catch {
    complain("The service does not answer");
  } finally {
    button.disabled = false;
  }
}

function refused(error, credentials) {
  if (error.code === "captcha") {
    show("captcha");
  } else if (error.code === "otp" && !credentials.otp) {
    askForCode(credentials);
  } else {
    complain(error.message);
  }
}

function complain(text) {
  view.querySelector(".error").textContent = text;
}

// --- Session -----------------------------------------------------------------------------------

function keep(session) {
  localStorage.setItem("accessToken", session.accessToken);
  localStorage.setItem("refreshToken", session.refreshToken);
  localStorage.setItem("tokenExpiry", String(Date.now() + session.tokenExpiry));
  localStorage.setItem("userId", session.userId);
  localStorage.setItem("isAuthenticated", "true");
}

function forget() {
  SESSION_KEYS.forEach((key) => localStorage.removeItem(key));
}

/** The data of an API answer; null once the session has ended. */
async function ask(path) {
  const answer = await fetch(path, { headers: { Authorization: localStorage.getItem("accessToken") } });
  if (answer.status === 401) {
    return null;
  }
  if (!answer.ok) {
    throw new Error(`${path} was answered ${answer.status}`);
  }
  return (await answer.json()).result.data;
}

// --- The extension -----------------------------------------------------------------------------

async function tell(type, payload) {
  const reply = await chrome.runtime.sendMessage(EXTENSION_ID, { type, payload });
  if (!reply?.ok) {
    throw new Error("the extension did not take " + type);
  }
}

/** Hands the sign-in to the extension, again until it is there to take it. */
async function handOver() {
  try {
    await tell("setAccessToken", localStorage.getItem("accessToken"));
    await tell("setRefreshToken", localStorage.getItem("refreshToken"));
    await tell("setUserId", localStorage.getItem("userId"));
    await tell("setIsAuthenticated", true);
  } catch {
    if (localStorage.getItem("isAuthenticated")) {
      setTimeout(handOver, HAND_OVER_RETRY_MS);
    }
  }
}

// --- Dashboard ---------------------------------------------------------------------------------

async function openDashboard() {
  try {
    const user = await ask("/retrieveUser");
    if (!user) {
      endSession();
      return;
    }
    show("dashboard");
    document.getElementById("account").textContent = user.email;
    onAction("logout", logOut);
    handOver();
    await refresh();
    // A figure that cannot be had now may be had the next time.
    refreshTimer = setInterval(() => refresh().catch(console.warn), REFRESH_MS);
  } catch {
    show("trouble");
  }
}

async function refresh() {
  const [user, devices] = await Promise.all([ask("/retrieveUser"), ask("/activeDevices")]);
  if (!user || !devices) {
    endSession();
  } else if (document.getElementById("dashboard")) {
    document.getElementById("points").textContent = user.totalPoints.toFixed(1);
    document.getElementById("devices").replaceChildren(...devices.map(row));
  }
}

function row(device) {
  const cells = [device.ipAddress, `${device.ipScore}%`, `${device.aggUptime} s`];
  const tr = document.createElement("tr");
  tr.append(...cells.map((text) => Object.assign(document.createElement("td"), { textContent: text })));
  return tr;
}

async function logOut() {
  endSession();
  await tell("setIsAuthenticated", false);
}

function endSession() {
  forget();
  askForEmail();
}

askForCookies();
if (localStorage.getItem("isAuthenticated") === "true") {
  openDashboard();
} else {
  askForEmail();
}
