// The web app's own session, in its localStorage.

const SESSION_KEYS = ["accessToken", "refreshToken", "tokenExpiry", "userId", "isAuthenticated"];

export function keep(session) {
  localStorage.setItem("accessToken", session.accessToken);
  localStorage.setItem("refreshToken", session.refreshToken);
  localStorage.setItem("tokenExpiry", String(Date.now() + session.tokenExpiry));
  localStorage.setItem("userId", session.userId);
  localStorage.setItem("isAuthenticated", "true");
}

export function forget() {
  SESSION_KEYS.forEach((key) => localStorage.removeItem(key));
}

export function isSignedIn() {
  return localStorage.getItem("isAuthenticated") === "true";
}

/** The data of an API answer; null once the session has ended. */
export async function ask(path) {
  const answer = await fetch(path, { headers: { Authorization: localStorage.getItem("accessToken") } });
  if (answer.status === 401) {
    return null;
  }
  if (!answer.ok) {
    throw new Error(`${path} was answered ${answer.status}`);
  }
  return (await answer.json()).result.data;
}
