package dev.lawn.simulator.web;

import dev.lawn.simulator.http.Reply;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;

/** The web app's files, from the class path. */
final class Assets {

    private static final String HTML = "text/html; charset=utf-8";
    private static final Duration TRICKLE = Duration.ofSeconds(1);

    private final Reply.Whole page;
    private final Reply.Whole script;
    private final Reply.Whole style;

    Assets() throws IOException {
        page = file("index.html", HTML);
        script = file("app.js", "text/javascript; charset=utf-8");
        style = file("style.css", "text/css; charset=utf-8");
    }

    private static Reply.Whole file(String name, String type) throws IOException {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(
                        name + " is missing in the simulator's jar; build it again");
            }
            return new Reply.Whole(200, type, in.readAllBytes());
        }
    }

    Reply.Whole page() {
        return page;
    }

    Reply.Whole script() {
        return script;
    }

    Reply.Whole style() {
        return style;
    }

    /** The first half of the page, and then white space for as long as it is told to go on. */
    Reply.Stream endlessPage(GoesOn goesOn) {
        return new Reply.Stream(HTML, out -> writeEndlessly(out, goesOn));
    }

    private void writeEndlessly(OutputStream out, GoesOn goesOn)
            throws IOException, InterruptedException {
        out.write(Arrays.copyOf(page.body(), page.body().length / 2));
        while (goesOn.after(TRICKLE)) {
            out.write('\n');
        }
    }

    /** Whether to go on, asked before each piece. */
    @FunctionalInterface
    interface GoesOn {
        /** Answers after this time, or at once when it is over. */
        boolean after(Duration pause) throws InterruptedException;
    }
}
