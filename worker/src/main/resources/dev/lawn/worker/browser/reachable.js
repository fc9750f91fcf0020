// Arguments: an element. Result: whether a click in its middle would be its own, after it was scrolled
// into view. Key strokes go into a field that something covers as well; a person could not type there.
const [element] = arguments;
element.scrollIntoView({block: "center", inline: "center", behavior: "instant"});
const box = element.getBoundingClientRect();
const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
return top === null || element.contains(top) || top.contains(element)
    || [...(element.labels ?? [])].some(label => label.contains(top));
