package dev.lawn.worker.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The JavaScript that runs inside pages; each file's first comment tells arguments and result. */
enum Scripts {
    /** Finds the first of several elements. */
    LOOK("look.js"),
    /** Tells whether something covers an element. */
    REACHABLE("reachable.js"),
    /** Reads the extension's storage. */
    STORED("stored.js"),
    /** Begins to ask the service's API. */
    ASK("ask.js"),
    /** Fetches the answers that came meanwhile. */
    ANSWERS("answers.js"),
    /** Masks a page for a picture of it, and outlines it. */
    EVIDENCE("evidence.js");

    private final String text;

    Scripts(String file) {
        try (InputStream in = Scripts.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + file);
            }
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read resource " + file, e);
        }
    }

    String text() {
        return text;
    }
}
