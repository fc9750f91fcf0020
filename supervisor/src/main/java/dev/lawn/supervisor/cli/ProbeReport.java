package dev.lawn.supervisor.cli;

import dev.lawn.common.model.PlainText;
import dev.lawn.common.protocol.WorkerMessage.Probed;
import dev.lawn.supervisor.control.ControlJson;
import dev.lawn.supervisor.control.ProbeDocument;
import dev.lawn.supervisor.run.ProbeOutcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a probe prints: line by line as it goes, or one document at its end. */
sealed interface ProbeReport {

    /** Something was looked for. */
    void found(Probed found);

    /** The probe is over. */
    void ended(ProbeOutcome outcome, List<Path> kept);

    /**
     * For people.
     *
     * @param more what more could be probed; empty for nothing
     */
    record Lines(PrintWriter out, String more) implements ProbeReport {

        @Override
        public void found(Probed found) {
            line(word(found), PlainText.of(found.place()), PlainText.of(found.detail()));
        }

        @Override
        public void ended(ProbeOutcome outcome, List<Path> kept) {
            switch (outcome) {
                case ProbeOutcome.Matched _ ->
                        say("fine: everything up to there is as the definition says" + more);
                case ProbeOutcome.Failed(var reason, String detail) ->
                        line("failed", reason.wireName(), PlainText.of(detail));
                case ProbeOutcome.Broken(String detail) -> line("failed", "internal", detail);
                case ProbeOutcome.Stopped _ -> say("stopped");
            }
            kept.stream()
                    .filter(page -> !isNamed(page, outcome))
                    .forEach(page -> say("see      " + page));
        }

        private static boolean isNamed(Path page, ProbeOutcome outcome) {
            return outcome instanceof ProbeOutcome.Failed(_, String detail)
                    && detail.contains(page.toString());
        }

        private void line(String verdict, String place, String detail) {
            say("%-8s %-28s %s".formatted(verdict, place, detail));
        }

        private void say(String words) {
            out.println(words);
            out.flush();
        }
    }

    /**
     * For scripts.
     *
     * @param places filled as the probe goes
     */
    record Json(
            PrintWriter out,
            String service,
            @Nullable String node,
            List<ProbeDocument.Place> places)
            implements ProbeReport {

        Json(PrintWriter out, String service, @Nullable String node) {
            this(out, service, node, new ArrayList<>());
        }

        @Override
        public void found(Probed found) {
            places.add(new ProbeDocument.Place(found.place(), word(found), found.detail()));
        }

        @Override
        public void ended(ProbeOutcome outcome, List<Path> kept) {
            List<String> pages = kept.stream().map(Path::toString).toList();
            out.println(ControlJson.write(document(outcome, pages)));
            out.flush();
        }

        private ProbeDocument document(ProbeOutcome outcome, List<String> pages) {
            return switch (outcome) {
                case ProbeOutcome.Matched _ -> document("fine", null, null, pages);
                case ProbeOutcome.Failed(var reason, String detail) ->
                        document("failed", reason.wireName(), detail, pages);
                case ProbeOutcome.Broken(String detail) -> document("broken", null, detail, pages);
                case ProbeOutcome.Stopped _ -> document("stopped", null, null, pages);
            };
        }

        private ProbeDocument document(
                String outcome,
                @Nullable String reason,
                @Nullable String detail,
                List<String> pages) {
            return new ProbeDocument(service, node, places, outcome, reason, detail, pages);
        }
    }

    private static String word(Probed found) {
        return found.verdict().name().toLowerCase(Locale.ROOT);
    }
}
