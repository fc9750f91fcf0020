// A sign-in page of the extension's own, which tells of its mistakes in boxes. The site's address is its query.
const site = location.search.slice(1);

// As some do: whoever opens the page has no session any more, and is told so in a box that stays. It comes at once: under
// a click nobody could tell whether the form was sent.
chrome.storage.local.remove("accessToken");
alert("You have been signed out");

document.querySelector("form").onsubmit = event => {
  event.preventDefault();
  const { email, password } = event.target.elements;
  // Later, when nobody waits for the click any more: the parked tab shares this page's renderer.
  setTimeout(async () => {
    const answer = await fetch(site + "/login", {
      method: "POST",
      body: email.value + "\n" + password.value,
    });
    if (!answer.ok) {
      alert("Invalid email  or password. Try again!");
      return;
    }
    await chrome.runtime.sendMessage({ token: await answer.text() });
    document.body.innerHTML = "<main id=dashboard>Dashboard</main>";
  }, 500);
};
