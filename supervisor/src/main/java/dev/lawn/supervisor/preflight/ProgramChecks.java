package dev.lawn.supervisor.preflight;

import dev.lawn.common.model.BrowserProduct;
import dev.lawn.supervisor.preflight.HostFacts.Answer;
import dev.lawn.supervisor.preflight.HostFacts.Jdk;
import dev.lawn.supervisor.preflight.HostFacts.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Do the programs that Lawn runs work, and do they fit together? */
final class ProgramChecks {

    private static final String BOTH = "chromium chromium-driver";

    private ProgramChecks() {}

    static List<Finding> of(HostFacts facts) {
        Mend mend = new Mend(facts.root());
        List<Finding> findings = new ArrayList<>();
        Program browser = facts.programs().browser();
        Program driver = facts.programs().driver();
        findings.add(oldChrome(browser, mend).orElseGet(() -> version("browser", browser, mend)));
        findings.add(
                mismatch(browser, driver, mend).orElseGet(() -> version("driver", driver, mend)));
        findings.add(tools(facts.programs().missing(), mend));
        findings.add(jdk(facts.jdk()));
        return findings;
    }

    private static Finding version(String check, Program program, Mend mend) {
        String path = program.path();
        return switch (program.answer()) {
            case Answer.Says(String version, String _) ->
                    Finding.ok(check, "%s, %s".formatted(version, path));
            case Answer.Unintelligible() ->
                    Finding.warning(
                            check,
                            path + " --version names no version",
                            "browser and driver of the same major version",
                            "see for yourself: %s --version".formatted(path));
            case Answer.Silent() ->
                    Finding.warning(
                            check,
                            "%s --version did not answer in %d s"
                                    .formatted(path, ProgramVersion.PATIENCE.toSeconds()),
                            "browser and driver of the same major version",
                            "see for yourself: %s --version".formatted(path));
            case Answer.DoesNotRun(String why) ->
                    Finding.error(
                            check,
                            "%s does not run: %s".formatted(path, why),
                            "a program that runs",
                            mend.install(BOTH) + ", or set browser.* in accounts.yaml");
        };
    }

    /** It may do, by a way that was tried in Chromium only. */
    private static Optional<Finding> oldChrome(Program browser, Mend mend) {
        return browser.answer() instanceof Answer.Says(String _, String words)
                ? BrowserProduct.of(words)
                        .filter(BrowserProduct::needsPipe)
                        .map(
                                chrome ->
                                        Finding.warning(
                                                "browser",
                                                "%s, %s: takes extensions by its debugging pipe"
                                                                .formatted(chrome, browser.path())
                                                        + " only",
                                                "Chromium, or Google Chrome 149 or later",
                                                mend.install(BOTH)
                                                        + ", or set browser.* in accounts.yaml"))
                : Optional.empty();
    }

    private static Optional<Finding> mismatch(Program browser, Program driver, Mend mend) {
        if (!(browser.answer() instanceof Answer.Says has)
                || !(driver.answer() instanceof Answer.Says drives)
                || has.major() == drives.major()) {
            return Optional.empty();
        }
        String older = drives.major() < has.major() ? "chromium-driver" : "chromium";
        return Optional.of(
                Finding.error(
                        "driver",
                        "chromedriver %1$d drives only Chromium %1$d, this is %2$d (%3$s, %4$s)"
                                .formatted(
                                        drives.major(), has.major(), driver.path(), browser.path()),
                        "the same major version",
                        mend.install(older)));
    }

    /** Only {@code setsid} is always needed; the others hold the processes of a node together. */
    private static Finding tools(List<String> missing, Mend mend) {
        if (missing.isEmpty()) {
            return Finding.ok("programs", String.join(", ", HostProbe.TOOLS));
        }
        String found = "not on the PATH: " + String.join(", ", missing);
        String install = mend.install("util-linux dash");
        return missing.contains("setsid") || missing.contains("sh")
                ? Finding.error(
                        "programs",
                        found,
                        "all of them; no worker starts without sh and setsid",
                        install)
                : Finding.warning(
                        "programs", found, "all of them; containment is weaker without", install);
    }

    private static Finding jdk(Jdk jdk) {
        String found = "%s, %s".formatted(jdk.running(), jdk.home());
        String what = "the JDK that Lawn was started with; no other can start processes for it";
        if (!jdk.canSpawn()) {
            return Finding.error(
                    "java", found + ", is not there any more", what, "start Lawn again");
        }
        return jdk.onDisk() != null && !jdk.onDisk().equals(jdk.running())
                ? Finding.error(
                        "java",
                        "%s runs, but %s holds %s"
                                .formatted(jdk.running(), jdk.home(), jdk.onDisk()),
                        what,
                        "start Lawn again")
                : Finding.ok("java", found);
    }
}
