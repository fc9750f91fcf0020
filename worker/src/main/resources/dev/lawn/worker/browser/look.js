// Arguments: a list of [by, value]. Result: [address, status, index, element, isComplete] of the
// first of the list that the page shows, or -1 and null for both; the status is the page's own HTTP one.
const fold = text => text.replace(/\s+/g, " ").trim().toLowerCase();

const visible = element =>
    element.getClientRects().length > 0
    && element.checkVisibility({visibilityProperty: true, opacityProperty: true});

const label = element =>
    fold(element instanceof HTMLInputElement ? element.value : element.textContent);

const buttons = text =>
    [...document.querySelectorAll("button, [role=button], input[type=submit], input[type=button]")]
        .filter(element => label(element) === text);

const innermost = text => {
  const same = [...document.querySelectorAll("body *:not(script, style, template)")]
      .filter(element => fold(element.textContent) === text);
  return same.filter(element => !same.some(other => other !== element && element.contains(other)));
};

const byXPath = path => {
  const found = document.evaluate(
      path, document, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
  return Array.from({length: found.snapshotLength}, (_, i) => found.snapshotItem(i))
      .filter(node => node instanceof Element);
};

const ways = {
  NAME: value => [...document.getElementsByName(value)],
  BUTTON: value => buttons(fold(value)),
  TEXT: value => innermost(fold(value)),
  CSS: value => [...document.querySelectorAll(value)],
  XPATH: byXPath,
};

const isComplete = document.readyState === "complete";
const status = performance.getEntriesByType("navigation")[0]?.responseStatus ?? 0;

for (const [index, [by, value]] of arguments[0].entries()) {
  const element = ways[by](value).find(visible);
  if (element) {
    return [location.href, status, index, element, isComplete];
  }
}
return [location.href, status, -1, null, isComplete];
