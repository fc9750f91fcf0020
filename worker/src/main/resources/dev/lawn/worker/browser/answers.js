// Arguments: none. Result: the answers to the latest ask.js, in its order, as
// {status, values, addresses}: 0 for no answer, the texts found by their pointers (of a list its
// length), and the texts of the list's elements, "" where one has none, or null where there is no
// list. Null while they are under way. Once only.
const answers = globalThis.lawnAnswers ?? null;
globalThis.lawnAnswers = null;
return answers;
