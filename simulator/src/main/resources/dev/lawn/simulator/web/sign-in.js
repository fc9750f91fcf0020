// What every variant shares: begin(), and signIn() with all that may come of it.

import { openDashboard } from "./dashboard.js";
import { isSignedIn, keep } from "./session.js";
import { complain, onSubmit, show, view } from "./view.js";

let askFirst;

/** The wall that a person took down; it is passed with the next sign-in. */
let passed = {};

/** @param firstView shows the variant's first view; called unless there is a session */
export function begin(firstView) {
  askFirst = firstView;
  if (isSignedIn()) {
    openDashboard(askFirst);
  } else {
    askFirst();
  }
}

/** @param credentials email and password; as it goes on, the code as well */
export async function signIn(credentials) {
  const buttons = view.querySelectorAll("button");
  buttons.forEach((button) => (button.disabled = true));
  try {
    const answer = await fetch("/login", { method: "POST", body: JSON.stringify({ ...credentials, ...passed }) });
    const body = await answer.json();
    if (answer.ok) {
      passed = {};
      keep(body.result.data);
      openDashboard(askFirst);
    } else {
      refused(body.error, credentials);
    }
  } catch {
    complain("The service does not answer");
  } finally {
    buttons.forEach((button) => (button.disabled = false));
  }
}

function refused(error, credentials) {
  if (error.code === "captcha") {
    challenge(error.wall);
  } else if (error.code === "otp" && !credentials.otp) {
    askForCode(credentials);
  } else {
    complain(error.message);
  }
}

function askForCode(credentials) {
  show("otp-view");
  onSubmit(({ otp }) => signIn({ ...credentials, otp }));
}

/** The frame tells when a person is done with it; then whoever is there signs in, from the first view on. */
function challenge(wall) {
  show("captcha-view");
  view.querySelector("iframe").src = `/challenges.cloudflare.com/turnstile?wall=${wall}`;
  const solved = ({ data, origin }) => {
    if (origin === location.origin && data.solved === wall) {
      removeEventListener("message", solved);
      passed = { wall };
      askFirst();
    }
  };
  addEventListener("message", solved);
}
