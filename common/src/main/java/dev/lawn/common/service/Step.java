package dev.lawn.common.service;

/** One step of a sign-in, done in the order of service.yaml. */
public sealed interface Step {

    /** What the step looks for. */
    Element element();

    /** Click the element if it is there within a short time; go on without a word if it is not. */
    record Dismiss(Element element) implements Step {}

    /** Type one of the account's values into the element. */
    record Fill(Element element, Field field) implements Step {}

    /** Wait for the element and click it. */
    record Click(Element element) implements Step {}

    /** Wait until the element is there. */
    record WaitFor(Element element) implements Step {}

    /** What can be typed: the worker alone knows the value. */
    enum Field {
        EMAIL,
        PASSWORD
    }
}
