// What an account sees once it is signed in, the same in every variant.

import { handOver, tellSignedOut } from "./extension.js";
import { ask, forget } from "./session.js";
import { onAction, show } from "./view.js";

const REFRESH_MS = 2_000;

let refreshTimer = null;

/** @param signedOut called when the session has ended, to show the sign-in */
export async function openDashboard(signedOut) {
  const end = () => {
    clearInterval(refreshTimer);
    forget();
    signedOut();
  };
  try {
    const user = await ask("/retrieveUser");
    if (!user) {
      end();
      return;
    }
    show("dashboard-view");
    document.getElementById("account").textContent = user.email;
    onAction("logout", () => {
      end();
      tellSignedOut();
    });
    handOver();
    await refresh(end);
    // A figure that cannot be had now may be had the next time.
    refreshTimer = setInterval(() => refresh(end).catch(console.warn), REFRESH_MS);
  } catch {
    show("trouble-view");
  }
}

async function refresh(end) {
  const [user, devices] = await Promise.all([ask("/retrieveUser"), ask("/activeDevices")]);
  if (!document.getElementById("dashboard")) {
    return;
  }
  if (!user || !devices) {
    end();
    return;
  }
  document.getElementById("points").textContent = user.totalPoints.toFixed(1);
  document.getElementById("devices").replaceChildren(...devices.map(row));
}

function row(device) {
  const cells = [device.ipAddress, `${device.ipScore}%`, `${device.aggUptime} s`];
  const tr = document.createElement("tr");
  tr.append(...cells.map((text) => Object.assign(document.createElement("td"), { textContent: text })));
  return tr;
}
