package dev.lawn.worker.browser;

import java.util.Optional;

/**
 * A site's answer that it is asked too often (429), or cannot serve now (503).
 *
 * @param retryAfter the header of that name, as it came; empty where it did not
 */
public record Refusal(int status, Optional<String> retryAfter) {}
