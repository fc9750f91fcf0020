import { begin } from "./sign-in.js";
import { askForEmail } from "./steps.js";

begin(askForEmail);
