// What is in the document: one view at a time, put there from its template.

export const view = document.getElementById("view");

/** Puts the template of this id into the document, in place of the last view. */
export function show(id) {
  view.replaceChildren(document.getElementById(id).content.cloneNode(true));
}

/** Puts the template of this id over the page. Answers its element. */
export function cover(id) {
  const veil = document.getElementById(id).content.firstElementChild.cloneNode(true);
  document.body.append(veil);
  return veil;
}

/** The view's form, once it is submitted, as an object of its fields. */
export function onSubmit(handle) {
  view.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    handle(Object.fromEntries(new FormData(event.target)));
  });
}

export function onAction(name, handle) {
  view.querySelector(`[data-action="${name}"]`).addEventListener("click", handle);
}

/** Says it in the view's line for errors. */
export function complain(text) {
  view.querySelector(".error").textContent = text;
}
