package dev.lawn.worker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A browser's own debugging port: another way to it than the worker's.
 *
 * @param port on loopback
 */
record DevTools(int port) {

    private static final Pattern TARGET =
            Pattern.compile(
                    "\"id\": \"([^\"]+)\".*?\"type\": \"([^\"]+)\".*?\"url\": \"([^\"]+)\"",
                    Pattern.DOTALL);

    /** The port a browser wrote into its profile. */
    static DevTools ofProfile(Path profile) throws IOException {
        return new DevTools(
                Integer.parseInt(
                        Files.readAllLines(profile.resolve("DevToolsActivePort")).getFirst()));
    }

    /** Ends the service worker of an extension, and nothing else of it. */
    void closeServiceWorker(String extensionId) throws IOException, InterruptedException {
        String targets = get("/json/list");
        String worker =
                TARGET.matcher(targets)
                        .results()
                        .filter(each -> each.group(2).equals("service_worker"))
                        .filter(each -> each.group(3).contains(extensionId))
                        .map((MatchResult each) -> each.group(1))
                        .findFirst()
                        .orElseThrow(() -> new AssertionError("no service worker in " + targets));
        get("/json/close/" + worker);
    }

    /** Whether a tab or another target is at an address with that in it. */
    boolean shows(String address) throws IOException, InterruptedException {
        return TARGET.matcher(get("/json/list"))
                .results()
                .anyMatch(each -> each.group(3).contains(address));
    }

    private String get(String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
