// What every variant shares: begin(), and signIn() with all that may come of it.

import { openDashboard } from "./dashboard.js";
import { isSignedIn, keep } from "./session.js";
import { complain, onSubmit, show, view } from "./view.js";

let askFirst;

/** @param firstView shows the variant's first view; called unless there is a session */
export function begin(firstView) {
  askFirst = firstView;
  if (isSignedIn()) {
    openDashboard(askFirst);
  } else {
    askFirst();
  }
}

/** @param credentials email and password; as it goes on, the code and the wall as well */
export async function signIn(credentials) {
  const buttons = view.querySelectorAll("button");
  buttons.forEach((button) => (button.disabled = true));
  try {
    const answer = await fetch("/login", { method: "POST", body: JSON.stringify(credentials) });
    const body = await answer.json();
    if (answer.ok) {
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
    challenge(error.wall, credentials);
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

/** The frame tells when a person is done with it; then the sign-in goes on where it was. */
function challenge(wall, credentials) {
  show("captcha-view");
  view.querySelector("iframe").src = `/challenges.cloudflare.com/turnstile?wall=${wall}`;
  const solved = ({ data, origin }) => {
    if (origin === location.origin && data.solved === wall) {
      removeEventListener("message", solved);
      signIn({ ...credentials, wall });
    }
  };
  addEventListener("message", solved);
}
