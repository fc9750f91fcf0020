// Step by step, with a cookie banner from the start and a second window over everything a moment later.

import { begin } from "./sign-in.js";
import { askForEmail } from "./steps.js";
import { cover } from "./view.js";

const CONSENT_KEY = "cookieConsent";
const LATE_MS = 1_000;

function askForCookies() {
  if (!localStorage.getItem(CONSENT_KEY)) {
    const banner = cover("cookie-banner");
    banner.querySelector("button").addEventListener("click", () => {
      localStorage.setItem(CONSENT_KEY, "all");
      banner.remove();
    });
  }
}

function tellNews() {
  const news = cover("news-modal");
  news.querySelector("button").addEventListener("click", () => news.remove());
}

function later(action) {
  return new Promise((done) => {
    setTimeout(() => done(action()), LATE_MS);
  });
}

askForCookies();
// However fast the visitor is, nobody gets past the e-mail before the window was there.
begin(() => askForEmail(later(tellNews)));
