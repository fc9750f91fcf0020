// 2024: everything in one form.

import { begin, signIn } from "./sign-in.js";
import { onSubmit, show } from "./view.js";

begin(() => {
  show("credentials-view");
  onSubmit(({ user, password }) => signIn({ email: user, password }));
});
