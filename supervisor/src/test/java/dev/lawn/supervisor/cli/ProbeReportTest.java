package dev.lawn.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.common.model.Reason;
import dev.lawn.common.protocol.WorkerMessage.Probed;
import dev.lawn.common.protocol.WorkerMessage.Verdict;
import dev.lawn.supervisor.run.ProbeOutcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProbeReportTest {

    private static final Probed FOUND =
            new Probed("probe-1", "demo", "sign_in.page", Verdict.MATCHED, "it came\u001b");
    private static final Path PICTURE = Path.of("/p/a.png");
    private static final Path OUTLINE = Path.of("/p/a.txt");

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    private String printed(ProbeReport report, ProbeOutcome outcome) {
        report.found(FOUND);
        report.ended(outcome, List.of(PICTURE, OUTLINE));
        return text.toString();
    }

    private static ProbeOutcome failed() {
        return new ProbeOutcome.Failed(Reason.SITE_CHANGED, "no button; the page is in /p/a.png");
    }

    @Test
    void aLineForEachPlaceAndTheFilesThatAreNotNamedYet() {
        assertThat(printed(new ProbeReport.Lines(out, "; more"), failed()).lines())
                .containsExactly(
                        "matched  sign_in.page                 it came\ufffd",
                        "failed   site_changed                 no button; the page is in /p/a.png",
                        "see      /p/a.txt");
    }

    @Test
    void oneDocumentForScripts() {
        assertThat(printed(new ProbeReport.Json(out, "demo", null), failed()))
                .contains(
                        "\"service\" : \"demo\"",
                        "\"node\" : null",
                        "\"place\" : \"sign_in.page\"",
                        "\"verdict\" : \"matched\"",
                        "\"outcome\" : \"failed\"",
                        "\"reason\" : \"site_changed\"",
                        "\"pages\" : [ \"/p/a.png\", \"/p/a.txt\" ]");
    }

    @Test
    void whatMatchedIsFine() {
        assertThat(printed(new ProbeReport.Json(out, "demo", "a"), new ProbeOutcome.Matched()))
                .contains("\"outcome\" : \"fine\"", "\"reason\" : null", "\"detail\" : null");
    }
}
