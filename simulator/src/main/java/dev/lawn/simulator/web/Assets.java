package dev.lawn.simulator.web;

import dev.lawn.simulator.http.Reply;
import dev.lawn.simulator.service.Variant;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The web app's files, from the class path. */
final class Assets {

    private static final String HTML = "text/html; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";
    private static final String STYLE = "text/css; charset=utf-8";
    private static final Duration TRICKLE = Duration.ofSeconds(1);

    private static final List<String> SCRIPTS =
            List.of(
                    "view.js",
                    "session.js",
                    "extension.js",
                    "dashboard.js",
                    "sign-in.js",
                    "steps.js",
                    "classic.js",
                    "stepwise.js",
                    "banners.js",
                    "changed.js");

    private final Map<String, String> fragments = new HashMap<>();
    private final Map<String, Reply.Whole> files = new HashMap<>();
    private final Reply.Whole challengePage;

    Assets() throws IOException {
        for (String name : List.of("index", "classic", "stepwise", "banners", "changed")) {
            fragments.put(name, read(name + ".html"));
        }
        for (String name : SCRIPTS) {
            files.put(name, whole(SCRIPT, read(name)));
        }
        files.put("style.css", whole(STYLE, read("style.css")));
        challengePage = whole(HTML, read("challenge.html"));
    }

    private static String read(String name) throws IOException {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new FileNotFoundException(
                        name + " is missing in the simulator's jar; build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Reply.Whole whole(String type, String text) {
        return new Reply.Whole(200, type, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Which templates, and which script brings them to life. */
    private record Face(List<String> templates, String script) {
        static Face of(Variant variant) {
            return switch (variant) {
                case CLASSIC -> new Face(List.of("classic"), "classic.js");
                case STEPWISE, OTP, CAPTCHA -> new Face(List.of("stepwise"), "stepwise.js");
                case BANNERS -> new Face(List.of("stepwise", "banners"), "banners.js");
                case CHANGED -> new Face(List.of("changed"), "changed.js");
            };
        }
    }

    /** The page of this variant, which speaks to these extensions. */
    Reply.Whole page(Variant variant, List<String> extensionIds) {
        Face face = Face.of(variant);
        StringBuilder templates = new StringBuilder();
        face.templates().forEach(name -> templates.append(fragment(name)));
        return whole(
                HTML,
                fragment("index")
                        .replace("@templates@", templates)
                        .replace("@extensions@", Json.text(extensionIds))
                        .replace("@script@", face.script()));
    }

    private String fragment(String name) {
        return fragments.getOrDefault(name, "");
    }

    Reply.Whole challengePage() {
        return challengePage;
    }

    Optional<Reply.Whole> file(String name) {
        return Optional.ofNullable(files.get(name));
    }

    /** The first half of a page, and then white space for as long as it is told to go on. */
    static Reply.Stream endless(Reply.Whole page, GoesOn goesOn) {
        return new Reply.Stream(HTML, out -> writeEndlessly(page, out, goesOn));
    }

    private static void writeEndlessly(Reply.Whole page, OutputStream out, GoesOn goesOn)
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
