// Arguments: none. Result: the answers to the latest ask.js, in its order, as
// {status, points, devices} with status 0 for no answer; null while they are under way. Once only.
const answers = globalThis.lawnAnswers ?? null;
globalThis.lawnAnswers = null;
return answers;
