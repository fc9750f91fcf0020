// After a redesign: other words, other names, and no form.

import { begin, signIn } from "./sign-in.js";
import { onAction, show, view } from "./view.js";

function askForLogin() {
  show("login-view");
  onAction("next", () => askForSecret(valueOf("login")));
}

function askForSecret(email) {
  show("secret-view");
  onAction("enter", () => signIn({ email, password: valueOf("secret") }));
}

function valueOf(name) {
  return view.querySelector(`[name="${name}"]`).value;
}

begin(askForLogin);
