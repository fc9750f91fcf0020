package dev.lawn.supervisor.extension;

import java.io.Serial;

/** An extension is refused. Its message says what is wrong, where, and what to do. */
public final class ExtensionException extends Exception {

    @Serial private static final long serialVersionUID = 1;

    public ExtensionException(String message) {
        super(message);
    }

    /** The same refusal, saying also which file or folder it is about. */
    ExtensionException in(Object where) {
        return new ExtensionException(where + ": " + getMessage());
    }
}
