// Arguments: what to do, and the words that must not be seen (folded, as below). Nothing of the page is
// changed but inline styles, so that what a person has typed stays.
//   "mask":    hides what holds such a word, and what every field holds. Result: [title, address, rows],
//              each row [depth, tag, role, id, name, type, placeholder, label, text]; null where something
//              cannot be hidden.
//   "check":   whether everything that must be hidden still is.
//   "restore": the page looks as before. A mask that is forgotten restores itself.
const [task, words] = arguments;
const MASK = Symbol.for("lawn.mask");
const LONGEST_MASK_MS = 20_000;
const MOST_ROWS = 400;
const LONGEST_TEXT = 80;
const REDACTED = "[redacted]";
// Between what does not belong together; never part of a folded text.
const GAP = "\u0000";

const HIDDEN = { transition: "none", animation: "none", opacity: "0", visibility: "hidden" };
const BLANK = {
  transition: "none",
  animation: "none",
  color: "transparent",
  "-webkit-text-fill-color": "transparent",
  "-webkit-text-stroke": "0 transparent",
  "text-shadow": "none",
  "text-decoration": "none",
  "caret-color": "transparent",
};

// What a script of the page cannot look into; a captcha of somebody else's among it.
const OPAQUE = new Set(["iframe", "frame", "fencedframe", "object", "embed", "canvas", "video", "audio"]);
const UNSEEN = new Set(["script", "style", "template", "noscript", "head", "datalist"]);
const LABELLED = new Set(["button", "submit", "reset", "image", "checkbox", "radio", "range", "color"]);
const SHOWN_ATTRIBUTES = ["placeholder", "alt", "title", "label", "summary", "aria-placeholder", "src", "srcset"];
const STYLED = ["content", "backgroundImage", "listStyleImage"];

// --- Words -------------------------------------------------------------------------------------

const fold = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s\p{Cf}\p{Z}]/gu, "");
let sought = [];
const holds = (folded) => sought.some((word) => folded.includes(word));

const unescaped = (text) =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes;
    }
  });

/** Whether a text tells one of the words, however it is written for an address. */
const tells = (text) => {
  if (!text) {
    return false;
  }
  const once = unescaped(text);
  return [text, once, unescaped(once), unescaped(text.replaceAll("+", " "))].some((each) => holds(fold(each)));
};

/** What may be said of the page: after the masks, when every word is sought. */
const said = (text) => {
  const line = (text ?? "").replace(/\s+/g, " ").trim();
  return tells(line) ? REDACTED : line.slice(0, LONGEST_TEXT);
};

// --- Masks -------------------------------------------------------------------------------------

const put = (element, style) => {
  const masks = window[MASK].masks;
  if (!masks.has(element)) {
    masks.set(element, element.style.cssText);
  }
  Object.entries(style).forEach(([name, value]) => element.style.setProperty(name, value, "important"));
};

const isMasked = (element) => window[MASK].masks.has(element);
const isHidden = (element) => getComputedStyle(element).opacity === "0";
const isBlank = (element) => getComputedStyle(element).webkitTextFillColor === "rgba(0, 0, 0, 0)";

const hide = (element) => {
  if (task === "mask") {
    put(element, HIDDEN);
  }
  if (!isHidden(element)) {
    throw new Error("cannot be hidden");
  }
};

const blank = (element) => {
  if (task === "mask") {
    put(element, BLANK);
  }
  if (!isBlank(element) && !isHidden(element)) {
    throw new Error("cannot be blanked");
  }
};

const restore = () => {
  const mask = window[MASK];
  delete window[MASK];
  clearTimeout(mask?.timer);
  mask?.masks.forEach((before, element) => {
    element.style.cssText = before;
    if (before === "" && element.getAttribute("style") === "") {
      element.removeAttribute("style");
    }
  });
};

// --- What to mask ------------------------------------------------------------------------------

const isField = (element) =>
  element instanceof HTMLTextAreaElement
  || (element instanceof HTMLInputElement && !LABELLED.has(element.type) && element.type !== "hidden");

/** A selection has colours of its own; not every field tells whether it has one. */
const hasSelection = (field) =>
  field.getRootNode().activeElement === field
  && (field.selectionStart === null || field.selectionStart !== field.selectionEnd);

const attributesTell = (element) =>
  SHOWN_ATTRIBUTES.some((name) => tells(element.getAttribute(name)))
  || (element instanceof HTMLInputElement && LABELLED.has(element.type) && tells(element.value));

/** Generated content may be that of an attribute, which its style only names. */
const generates = (element, content) =>
  content.includes("attr(") && element.getAttributeNames().some((name) => tells(element.getAttribute(name)));

const stylesTell = (element) =>
  [null, "::before", "::after", "::marker"].some((pseudo) => {
    const style = getComputedStyle(element, pseudo);
    return generates(element, style.content)
      || STYLED.some((name) => style[name] !== "none" && style[name] !== "normal" && tells(style[name]));
  });

/** Draws something, and nothing of it can be read: a closed shadow tree. */
const isClosed = (element) =>
  element.localName.includes("-")
  && !element.shadowRoot
  && element.childNodes.length === 0
  && element.getClientRects().length > 0;

const mustHide = (element) =>
  OPAQUE.has(element.localName)
  || element instanceof HTMLSelectElement
  || (element instanceof HTMLInputElement && element.type === "file")
  || (element.isContentEditable && !element.parentElement?.isContentEditable)
  || isClosed(element)
  || attributesTell(element)
  || stylesTell(element);

const parts = (element) => [...(element.shadowRoot?.childNodes ?? []), ...element.childNodes];

/** The folded text below a node, without what was masked in it. */
const sweep = (node) => {
  if (node instanceof Text) {
    return tells(node.data) ? sought[0] : fold(node.data);
  }
  if (!(node instanceof Element) || UNSEEN.has(node.localName)) {
    return "";
  }
  if (mustHide(node) || (isMasked(node) && isHidden(node))) {
    hide(node);
    return GAP;
  }
  if (isField(node)) {
    if (hasSelection(node)) {
      hide(node);
    } else {
      blank(node);
    }
    return GAP;
  }
  const text = parts(node).map(sweep).join("");
  if (holds(text)) {
    hide(node);
    return GAP;
  }
  return text;
};

/** Word by word, the longer first: the whole of an address goes before its name alone would. */
const sweepAll = () => {
  // Fields are blanked also where there is no word to look for.
  for (const one of words.length === 0 ? [[]] : words.map((word) => [word])) {
    sought = one;
    sweep(document.documentElement);
  }
  sought = words;
};

// --- The outline -------------------------------------------------------------------------------

const TELLING = new Set(["a", "button", "input", "select", "textarea", "form", "label", "img", "dialog", "iframe", "canvas"]);

const ownText = (element) =>
  [...element.childNodes]
    .filter((node) => node instanceof Text)
    .map((node) => node.data)
    .join(" ");

const host = (frame) => {
  try {
    return new URL(frame.src).host;
  } catch {
    return "";
  }
};

const textOf = (element) => {
  if (element instanceof HTMLInputElement) {
    return LABELLED.has(element.type) ? element.value : "";
  }
  if (element instanceof HTMLTextAreaElement) {
    return "";
  }
  return element instanceof HTMLIFrameElement ? host(element) : ownText(element);
};

const row = (element, depth) => [
  depth,
  element.localName,
  said(element.getAttribute("role")),
  said(element.id),
  said(element.getAttribute("name")),
  said(element.getAttribute("type")),
  said(element.getAttribute("placeholder")),
  said(element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.getAttribute("alt")),
  said(textOf(element)),
];

const isTelling = (element) =>
  TELLING.has(element.localName) || element.hasAttribute("role") || ownText(element).trim() !== "";

const list = (element, depth, rows) => {
  if (UNSEEN.has(element.localName) || rows.length >= MOST_ROWS) {
    return;
  }
  const isGone = isMasked(element) && isHidden(element);
  if (isGone && !OPAQUE.has(element.localName) && !(element instanceof HTMLSelectElement)) {
    rows.push([depth, element.localName, "", "", "", "", "", "", REDACTED]);
    return;
  }
  const isShown = isGone || element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const isRow = isShown && isTelling(element);
  if (isRow) {
    rows.push(row(element, depth));
  }
  if (!isGone) {
    parts(element)
      .filter((part) => part instanceof Element)
      .forEach((part) => list(part, isRow ? depth + 1 : depth, rows));
  }
};

const outline = () => {
  const rows = [];
  list(document.documentElement, 0, rows);
  const path = location.pathname.split("/").map((part) => said(part).length > 40 ? "…" : said(part));
  return [said(document.title), location.origin + path.join("/"), rows];
};

// --- Tasks -------------------------------------------------------------------------------------

const mask = () => {
  restore();
  window[MASK] = { masks: new Map(), timer: setTimeout(restore, LONGEST_MASK_MS) };
  try {
    sweepAll();
    return outline();
  } catch {
    restore();
    return null;
  }
};

const check = () => {
  try {
    sweepAll();
    return true;
  } catch {
    return false;
  }
};

switch (task) {
  case "mask":
    return mask();
  case "check":
    return check();
  default:
    restore();
    return true;
}
