package dev.lawn.supervisor.extension;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The Chrome Web Store's update address, as browsers ask it for an extension (Chromium's {@code
 * extensions/browser/updater}). Nothing but the id and the browser's version goes there.
 *
 * @param address without its query
 * @param patience for the whole download
 */
public record Store(URI address, Duration patience) {

    public static final URI CHROME_WEB_STORE =
            URI.create("https://clients2.google.com/service/update2/crx");

    private static final int NO_CONTENT = 204;
    private static final int OK = 200;

    /** What is asked for an extension. */
    URI request(String id, String browserVersion) {
        return URI.create(
                "%s?response=redirect&prodversion=%s&acceptformat=crx3&x=id%%3D%s%%26uc"
                        .formatted(address, browserVersion, id));
    }

    /**
     * Downloads it, redirects followed; it is checked by whoever reads it.
     *
     * @param browserVersion digits and dots; the store gives what that browser can load
     * @param to a file to fill
     * @throws ExtensionException where the store does not give it
     */
    public void download(String id, String browserVersion, Path to)
            throws ExtensionException, InterruptedException {
        URI request = request(id, browserVersion);
        HttpClient client =
                HttpClient.newBuilder()
                        .followRedirects(Redirect.NORMAL)
                        .connectTimeout(patience)
                        .build();
        try {
            checkAnswer(
                    id,
                    request,
                    client.sendAsync(
                                    HttpRequest.newBuilder(request).build(),
                                    BodyHandlers.limiting(
                                            BodyHandlers.ofFile(to), Artefact.MOST_BYTES))
                            .get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            throw late(request);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof HttpTimeoutException
                    ? late(request)
                    : refused(request, "cannot be had: " + cause(e));
        } finally {
            client.shutdownNow();
        }
    }

    private static void checkAnswer(String id, URI request, HttpResponse<Path> answer)
            throws ExtensionException {
        if (answer.statusCode() == NO_CONTENT) {
            throw refused(
                    request,
                    "has no extension %s for this browser; is the id right, and the browser recent?"
                            .formatted(id));
        }
        if (answer.statusCode() != OK) {
            throw refused(request, "answered with HTTP %d".formatted(answer.statusCode()));
        }
    }

    private ExtensionException late(URI request) {
        return refused(
                request, "did not answer in full within %d s".formatted(patience.toSeconds()));
    }

    private static String cause(ExecutionException e) {
        Throwable cause = e.getCause();
        return cause instanceof IOException failure && failure.getMessage() != null
                ? failure.getMessage()
                : String.valueOf(cause);
    }

    private static ExtensionException refused(URI request, String what) {
        return new ExtensionException(what + "; or download the .crx elsewhere and add the file")
                .in(request);
    }
}
