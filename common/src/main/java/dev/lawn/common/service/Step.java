package dev.lawn.common.service;

import java.net.URI;
import java.util.List;

/** One step of a sign-in, done in the order of service.yaml. */
public sealed interface Step {

    /** What the step begins with: it goes on with the first of them that shows. */
    List<Element> wanted();

    /** Go to that address. */
    record Open(URI url) implements Step {
        @Override
        public List<Element> wanted() {
            return List.of();
        }
    }

    /** Click the element if it is there within a short time; go on without a word if it is not. */
    record Dismiss(Element element) implements Step {
        @Override
        public List<Element> wanted() {
            return List.of(element);
        }
    }

    /** Type one of the account's values into the element. */
    record Fill(Element element, Field field) implements Step {
        @Override
        public List<Element> wanted() {
            return List.of(element);
        }
    }

    /** Wait for the element and click it. */
    record Click(Element element) implements Step {
        @Override
        public List<Element> wanted() {
            return List.of(element);
        }
    }

    /** Wait until the element is there. */
    record WaitFor(Element element) implements Step {
        @Override
        public List<Element> wanted() {
            return List.of(element);
        }
    }

    /** Wait until one of the ways begins to show, and go it; at most one is gone. */
    record Either(List<Way> ways) implements Step {
        public Either {
            ways = List.copyOf(ways);
        }

        @Override
        public List<Element> wanted() {
            return ways.stream().map(Way::when).toList();
        }
    }

    /**
     * One way a site may go on.
     *
     * @param when it shows that this is the way
     * @param steps what to do then; may be empty
     */
    record Way(Element when, List<Step> steps) {
        public Way {
            steps = List.copyOf(steps);
        }
    }

    /** What can be typed: the worker alone knows the value. */
    enum Field {
        EMAIL,
        PASSWORD
    }
}
