// The step-wise sign-in of 2025-04, with and without banners.

import { signIn } from "./sign-in.js";
import { onAction, onSubmit, show } from "./view.js";

/** @param ready what the step after the e-mail waits for */
export function askForEmail(ready) {
  show("email-view");
  onSubmit(async ({ email }) => {
    await ready;
    askForMethod(email);
  });
}

function askForMethod(email) {
  show("method-view");
  onAction("use-password", () => askForPassword(email));
}

function askForPassword(email) {
  show("password-view");
  onSubmit(({ password }) => signIn({ email, password }));
}
