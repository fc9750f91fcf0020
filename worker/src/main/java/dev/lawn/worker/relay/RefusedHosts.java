package dev.lawn.worker.relay;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Hosts that Chromium asks for its own sake. None of it helps a node, and all of it would go over
 * the operator's metered proxy.
 *
 * <p>Source: what Chromium 156 asked during sign-in runs, background networking switched off.
 */
final class RefusedHosts {

    private static final Map<String, String> WHY =
            Map.ofEntries(
                    Map.entry("accounts.google.com", "the browser's own sign-in"),
                    Map.entry("clients2.google.com", "extension updates"),
                    Map.entry("clients2.googleusercontent.com", "extension updates"),
                    Map.entry("clientservices.googleapis.com", "field trials"),
                    Map.entry("update.googleapis.com", "component updates"),
                    Map.entry("content-autofill.googleapis.com", "form field guesses"),
                    Map.entry("passwordsleakcheck-pa.googleapis.com", "password leak checks"),
                    Map.entry("optimizationguide-pa.googleapis.com", "page hints and models"),
                    Map.entry("safebrowsing.googleapis.com", "block list downloads"),
                    Map.entry("safebrowsingohttpgateway.googleapis.com", "block list look-ups"),
                    Map.entry("android.clients.google.com", "push registration"),
                    Map.entry("mtalk.google.com", "push messages"));

    /** The browser maker's download hosts: one name per mirror. */
    private static final String DOWNLOADS = "gvt1.com";

    private RefusedHosts() {}

    /** Why requests to that host are refused; empty for a host that is not on the list. */
    static Optional<String> why(String host) {
        String lowerCase = host.toLowerCase(Locale.ROOT);
        // The root's dot is no part of the name.
        String name =
                lowerCase.endsWith(".")
                        ? lowerCase.substring(0, lowerCase.length() - 1)
                        : lowerCase;
        return name.equals(DOWNLOADS) || name.endsWith("." + DOWNLOADS)
                ? Optional.of("component downloads")
                : Optional.ofNullable(WHY.get(name));
    }
}
