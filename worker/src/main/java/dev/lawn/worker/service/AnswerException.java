package dev.lawn.worker.service;

import java.io.IOException;

/** An answer came, and it is an error's. */
final class AnswerException extends IOException {

    private final String status;

    /**
     * @param status of HTTP, three digits
     */
    AnswerException(String host, String status) {
        super("%s answered %s".formatted(host, status));
        this.status = status;
    }

    /** Whether this client may not have what it asked for, whoever of the way says so. */
    boolean isForbidden() {
        return "403".equals(status);
    }
}
