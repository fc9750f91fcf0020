// Arguments: a list of elements, each a list of selectors [by, value, named]; what the page's latest box
// said, or "". Result: [address, status, index, element, isComplete, selector, text] for the first of the
// list that the page shows, found by the first of its selectors that finds something; or -1 and null. The
// status is the page's own HTTP one, the text is the element's, or the box's, cut short.
const [elements, alert] = arguments;
const LONGEST_TEXT = 1000;

const squeeze = text => text.replace(/\s+/g, " ").trim();
const fold = text => squeeze(text).toLowerCase();

const visible = element =>
    element.getClientRects().length > 0
    && element.checkVisibility({visibilityProperty: true, opacityProperty: true});

const label = element =>
    fold(element instanceof HTMLInputElement ? element.value : element.textContent);

const buttons = text =>
    [...document.querySelectorAll("button, [role=button], input[type=submit], input[type=button]")]
        .filter(element => label(element) === text);

let texts = null;
const innermost = text => {
  texts ??= [...document.querySelectorAll("body *:not(script, style, template)")]
      .map(element => [element, fold(element.textContent)]);
  const same = texts.filter(each => each[1] === text).map(each => each[0]);
  return same.filter(element => !same.some(other => other !== element && element.contains(other)));
};

const byXPath = path => {
  const found = document.evaluate(
      path, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
  return Array.from({length: found.snapshotLength}, (_, i) => found.snapshotItem(i))
      .filter(node => node instanceof Element);
};

// What has a role without its being written: HTML Accessibility API Mappings, and Chromium for passwords.
const ofThemselves = {
  button: "button, summary, input:is([type=button], [type=submit], [type=reset], [type=image])",
  checkbox: "input[type=checkbox]",
  combobox: "select:not([multiple])",
  dialog: "dialog",
  heading: "h1, h2, h3, h4, h5, h6",
  img: "img",
  link: "a[href]",
  radio: "input[type=radio]",
  searchbox: "input[type=search]",
  status: "output",
  textbox: "textarea, input:not([type]), input:is([type=text], [type=email], [type=tel], [type=url], [type=password])",
};

const ofRole = role =>
    [...document.querySelectorAll([`[role~="${role}"]`].concat(ofThemselves[role] ?? []).join(", "))]
        .filter(element => (element.getAttribute("role")?.trim().split(/\s+/)[0] ?? role) === role);

// A screen reader's name for it, in the order of the Accessible Name computation, without its finer points.
const nameOf = element => {
  const elsewhere = (element.getAttribute("aria-labelledby") ?? "").split(/\s+/)
      .map(id => document.getElementById(id)?.textContent ?? "").join(" ");
  const labels = [...(element.labels ?? [])].map(each => each.textContent).join(" ");
  const own = element.matches("input:is([type=button], [type=submit], [type=reset])")
      ? element.value
      : element.matches("input, textarea, select") ? "" : element.textContent;
  return [elsewhere, element.getAttribute("aria-label"), labels, element.getAttribute("alt"), own,
    element.getAttribute("title"), element.getAttribute("placeholder")]
      .map(text => fold(text ?? "")).find(text => text !== "") ?? "";
};

const ways = {
  NAME: value => [...document.getElementsByName(value)],
  BUTTON: value => buttons(fold(value)),
  TEXT: value => innermost(fold(value)),
  CSS: value => [...document.querySelectorAll(value)],
  XPATH: byXPath,
  ROLE: (value, named) =>
      ofRole(value).filter(element => named === "" || nameOf(element) === fold(named)),
  ALERT: value => alert !== "" && fold(alert).includes(fold(value)) ? [document.documentElement] : [],
};

const isComplete = document.readyState === "complete";
const status = performance.getEntriesByType("navigation")[0]?.responseStatus ?? 0;

for (const [index, selectors] of elements.entries()) {
  for (const [selector, [by, value, named]] of selectors.entries()) {
    const element = ways[by](value, named).find(visible);
    if (element) {
      const text = squeeze(by === "ALERT" ? alert : element.textContent).slice(0, LONGEST_TEXT);
      return [location.href, status, index, element, isComplete, selector, text];
    }
  }
}
return [location.href, status, -1, null, isComplete, -1, ""];
