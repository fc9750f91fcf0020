// As a popup does: what is stored, for people.
chrome.storage.local.get("score").then(({ score }) => {
  document.querySelector("#points").textContent = `Total: ${score}.000,5 Points`;
});
