package dev.lawn.supervisor.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.supervisor.preflight.HostFacts.Answer;
import dev.lawn.supervisor.preflight.HostFacts.Disk;
import dev.lawn.supervisor.preflight.HostFacts.Jdk;
import dev.lawn.supervisor.preflight.HostFacts.Kernel;
import dev.lawn.supervisor.preflight.HostFacts.Memory;
import dev.lawn.supervisor.preflight.HostFacts.Sandbox;
import dev.lawn.supervisor.preflight.HostFacts.Stranger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a host for 30 nodes, one thing at a time, with the line that is shown. */
class PreflightTest {

    private static final long MIB = Facts.MIB;
    private static final Wanted THIRTY = new Wanted(30, 256 * MIB, 1024 * MIB);

    private static Arguments host(Consumer<Facts> with, String... shown) {
        return Arguments.of(with, List.of(shown));
    }

    static Stream<Arguments> hosts() {
        return Stream.of(
                host(f -> {}),
                host(
                        f -> f.memory = new Memory(256 * MIB + 10 * 290 * MIB, null),
                        "warning: memory: 3.1 GiB, room for 10 nodes (needed: 30 nodes need 8.7 GiB)"
                                + " → add memory, or end what takes it (ps aux --sort=-rss | head),"
                                + " or keep to 10 nodes"),
                host(f -> f.memory = new Memory(256 * MIB + 30 * 290 * MIB, null)),
                host(
                        f -> f.memory = new Memory(500 * MIB, null),
                        "error: memory: 500 MiB, room for no node (needed: 30 nodes need 8.7 GiB) →"
                                + " add memory, or end what takes it (ps aux --sort=-rss | head)"),
                host(
                        f -> f.memory = new Memory(64 * Facts.GIB, 500 * MIB),
                        "error: memory: 500 MiB, room for no node (needed: 30 nodes need 8.7 GiB) →"
                                + " raise the memory limit of Lawn's cgroup (MemoryMax= of the"
                                + " service, --memory of the container)"),
                host(f -> f.memory = new Memory(null, null)),
                host(
                        f -> {
                            f.runningNodes = 25;
                            f.memory = new Memory(5 * 290 * MIB, null);
                        }),
                host(
                        f -> {
                            f.runningNodes = 25;
                            f.memory = new Memory(3 * 290 * MIB, null);
                        },
                        "warning: memory: 870 MiB, room for 3 nodes (needed: 5 nodes need 1.4 GiB) →"
                                + " add memory, or end what takes it (ps aux --sort=-rss | head),"
                                + " or keep to 28 nodes"),
                host(
                        f -> {
                            f.runningNodes = 30;
                            f.memory = new Memory(MIB, null);
                        }),
                host(
                        f -> f.kernel = kernel(128L, 32_768L, 400_000L, null),
                        "warning: inotify instances: 128, room for 22 nodes (needed: 30 nodes need"
                                + " 166) → echo fs.inotify.max_user_instances=256 | sudo tee -a"
                                + " /etc/sysctl.d/60-lawn.conf && sudo sysctl --system"),
                host(
                        f -> f.kernel = kernel(8192L, 4000L, 400_000L, null),
                        "warning: tasks (kernel.pid_max): 4000, room for 26 nodes (needed: 30 nodes"
                                + " need 4550) → echo kernel.pid_max=8192 | sudo tee -a"
                                + " /etc/sysctl.d/60-lawn.conf && sudo sysctl --system"),
                host(
                        f -> f.kernel = kernel(8192L, 4000L, 300L, null),
                        "error: tasks (ulimit -u): 300, room for no node (needed: 30 nodes need"
                                + " 4550) → ulimit -u 8192 (as a service: LimitNPROC=8192)"),
                host(
                        f -> f.kernel = kernel(8192L, 32_768L, 400_000L, 4545L),
                        "warning: tasks (pids.max): 4545, room for 29 nodes (needed: 30 nodes need"
                                + " 4550) → TasksMax=8192 in the service, or --pids-limit 8192 of"
                                + " the container"),
                host(f -> f.kernel = new Kernel(null, null, null, null, null, null, null)),
                host(
                        f -> f.disk = new Disk(Path.of("/state"), true, 200 * MIB, 30_000_000L),
                        "error: disk: 200 MiB, room for no node (needed: 30 nodes need 1.2 GiB) →"
                                + " free some (du -xh --max-depth=2 /state | sort -h | tail), or"
                                + " choose another disk with --state-dir"),
                host(
                        f -> f.disk = new Disk(Path.of("/state"), true, 500 * Facts.GIB, 100L),
                        "error: inodes: 100, room for no node (needed: 30 nodes need 60000) → free"
                                + " some (du -xh --max-depth=2 /state | sort -h | tail), or choose"
                                + " another disk with --state-dir"),
                host(f -> f.disk = new Disk(Path.of("/state"), true, 500 * Facts.GIB, null)),
                host(
                        f -> f.disk = new Disk(Path.of("/state"), false, 1L, 1L),
                        "error: state directory: /state cannot be written (needed: a folder for profiles and"
                                + " logs) → give it to this user with chown, or choose another"
                                + " with --state-dir"),
                host(
                        f -> f.driver = Facts.says("155.0.1.2"),
                        "error: driver: chromedriver 155 drives only Chromium 155, this is 156"
                                + " (/bin/chromedriver, /bin/chromium) (needed: the same major"
                                + " version) → sudo apt-get install chromium-driver"),
                host(
                        f -> f.browser = Facts.says("99.0.1.2"),
                        "error: driver: chromedriver 156 drives only Chromium 156, this is 99"
                                + " (/bin/chromedriver, /bin/chromium) (needed: the same major"
                                + " version) → sudo apt-get install chromium"),
                host(
                        f -> f.driver = new Answer.Silent(),
                        "warning: driver: /bin/chromedriver --version did not answer in 10 s"
                                + " (needed: browser and driver of the same major version) → see"
                                + " for yourself: /bin/chromedriver --version"),
                host(f -> f.browser = says("Google Chrome 156.0.8078.79")),
                host(f -> f.browser = says("Google Chrome for Testing 156.0.8078.79")),
                host(
                        f -> {
                            f.browser = says("Google Chrome 148.0.7778.96");
                            f.driver = Facts.says("148.0.7778.96");
                        },
                        "warning: browser: Google Chrome 148.0.7778.96, /bin/chromium: takes"
                                + " extensions by its debugging pipe only (needed: Chromium, or"
                                + " Google Chrome 149 or later) → sudo apt-get install chromium"
                                + " chromium-driver, or set browser.* in accounts.yaml"),
                host(
                        f -> f.browser = new Answer.Unintelligible(),
                        "warning: browser: /bin/chromium --version names no version (needed: browser"
                                + " and driver of the same major version) → see for yourself:"
                                + " /bin/chromium --version"),
                host(
                        f -> f.browser = new Answer.DoesNotRun("Exec format error"),
                        "error: browser: /bin/chromium does not run: Exec format error (needed: a"
                                + " program that runs) → sudo apt-get install chromium"
                                + " chromium-driver, or set browser.* in accounts.yaml"),
                host(
                        f -> f.missing = List.of("unshare"),
                        "warning: programs: not on the PATH: unshare (needed: all of them;"
                                + " containment is weaker without) → sudo apt-get install"
                                + " util-linux dash"),
                host(
                        f -> f.missing = List.of("setsid", "setpriv"),
                        "error: programs: not on the PATH: setsid, setpriv (needed: all of them; no"
                                + " worker starts without sh and setsid) → sudo apt-get install"
                                + " util-linux dash"),
                host(
                        f -> f.jdk = new Jdk("/jdk", "25.0.3+9", "25.0.4+7", true),
                        "error: java: 25.0.3+9 runs, but /jdk holds 25.0.4+7 (needed: the JDK that"
                                + " Lawn was started with; no other can start processes for it) →"
                                + " start Lawn again"),
                host(
                        f -> f.jdk = new Jdk("/jdk", "25.0.3+9", null, false),
                        "error: java: 25.0.3+9, /jdk, is not there any more (needed: the JDK that"
                                + " Lawn was started with; no other can start processes for it) →"
                                + " start Lawn again"),
                host(
                        f -> f.root = true,
                        "warning: sandbox: root: Chrome runs without its sandbox (needed: a plain"
                                + " user) → useradd --create-home lawn, and run Lawn as that user"),
                host(f -> f.sandbox = new Sandbox(false, true, 0L, 0L, 1L)),
                host(
                        f -> f.sandbox = new Sandbox(false, false, 0L, null, null),
                        "error: sandbox: user.max_user_namespaces is 0 (needed: user namespaces, or"
                                + " Chrome's setuid helper) → echo user.max_user_namespaces=10000 |"
                                + " sudo tee -a /etc/sysctl.d/60-lawn.conf && sudo sysctl"
                                + " --system"),
                host(
                        f -> f.sandbox = new Sandbox(false, false, 100L, 0L, null),
                        "error: sandbox: kernel.unprivileged_userns_clone is 0 (needed: user"
                                + " namespaces, or Chrome's setuid helper) → echo"
                                + " kernel.unprivileged_userns_clone=1 | sudo tee -a"
                                + " /etc/sysctl.d/60-lawn.conf && sudo sysctl --system"),
                host(
                        f -> f.sandbox = new Sandbox(false, false, 100L, null, 1L),
                        "warning: sandbox: AppArmor keeps user namespaces to programs that have a"
                                + " profile for it (needed: a profile for this Chromium, or no such"
                                + " restriction) → echo"
                                + " kernel.apparmor_restrict_unprivileged_userns=0 | sudo tee -a"
                                + " /etc/sysctl.d/60-lawn.conf && sudo sysctl --system"),
                host(
                        f -> f.sandbox = new Sandbox(false, false, 100L, null, null),
                        "error: sandbox: user namespaces are barred, as in many containers (needed:"
                                + " user namespaces, or Chrome's setuid helper) → sudo apt-get"
                                + " install chromium-sandbox"),
                host(
                        f -> f.sandbox = new Sandbox(null, false, null, null, null),
                        "warning: sandbox: not known whether user namespaces work (needed: user"
                                + " namespaces, or Chrome's setuid helper) → unshare --user"
                                + " --map-root-user true"),
                host(
                        f -> f.now = Facts.BUILT.minus(Duration.ofDays(2)),
                        "warning: clock: 2026-10-30T00:00:00Z, before Lawn was built (needed: the"
                                + " time of day: to a clock so slow certificates are not valid yet)"
                                + " → timedatectl set-ntp true, or set it with date -s"),
                host(f -> f.now = Facts.BUILT.minus(Duration.ofHours(12))));
    }

    private static Answer says(String words) {
        return new Answer.Says(words.substring(words.lastIndexOf(' ') + 1), words);
    }

    private static Kernel kernel(
            long inotify, long pidMax, long userTasks, @Nullable Long groupTasks) {
        return new Kernel(inotify, 1_000_000L, pidMax, 500_000L, userTasks, groupTasks, 1_048_576L);
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void whatIsNotFineIsShown(Consumer<Facts> with, List<String> shown) {
        Facts facts = new Facts();
        with.accept(facts);

        assertThat(Preflight.check(facts.facts(), THIRTY))
                .filteredOn(finding -> finding.level() != Level.OK)
                .extracting(Finding::toString)
                .isEqualTo(shown);
    }

    @Test
    void aMemoryLimitThatEveryNodePasses() {
        assertThat(Preflight.check(new Facts().facts(), new Wanted(30, 256 * MIB, 128 * MIB)))
                .filteredOn(finding -> finding.level() != Level.OK)
                .extracting(Finding::toString)
                .containsExactly(
                        "warning: memory limit: 128 MiB a node (needed: more than the 290 MiB that a"
                                + " node takes) → limits.memory_per_node: 1GiB in accounts.yaml");
    }

    @Test
    void whatMayPassIsNoErrorForAStart() {
        Facts facts = new Facts();
        facts.memory = new Memory(MIB, null);
        facts.disk = new Disk(Path.of("/state"), true, MIB, 1L);
        facts.driver = Facts.says("155.0.1.2");

        List<Finding> findings = Preflight.check(facts.facts(), THIRTY);

        assertThat(errors(findings)).containsExactly("memory", "disk", "inodes", "driver");
        assertThat(errors(Preflight.forStart(findings))).containsExactly("driver");
        assertThat(Preflight.forStart(findings)).hasSameSizeAs(findings);
    }

    @Test
    void aStateDirectoryThatCannotBeWrittenIsAnErrorForAStartToo() {
        Facts facts = new Facts();
        facts.disk = new Disk(Path.of("/state"), false, 1L, 1L);

        assertThat(errors(Preflight.forStart(Preflight.check(facts.facts(), THIRTY))))
                .containsExactly("state directory");
    }

    @Test
    void whatAnotherUserLeftInTheStateDirectoryIsNamed() {
        Facts facts = new Facts();
        facts.stranger = new Stranger(Path.of("/state/nodes/a/memory.json"), "root", "lawn");

        assertThat(Preflight.forStart(Preflight.check(facts.facts(), THIRTY)))
                .filteredOn(Finding::isError)
                .extracting(Finding::toString)
                .containsExactly(
                        "error: state directory: /state/nodes/a/memory.json belongs to root"
                                + " (needed: everything in it for lawn to read and write) → sudo"
                                + " chown -R lawn /state");
    }

    private static List<String> errors(List<Finding> findings) {
        return findings.stream().filter(Finding::isError).map(Finding::check).toList();
    }

    @Test
    void rootIsFreeOfTheUsersTasksAndNeedsNoSudo() {
        Facts facts = new Facts();
        facts.root = true;
        facts.kernel = kernel(128L, 32_768L, 300L, null);

        assertThat(Preflight.check(facts.facts(), THIRTY))
                .filteredOn(finding -> finding.level() != Level.OK)
                .extracting(Finding::mend)
                .containsExactly(
                        "echo fs.inotify.max_user_instances=256 | tee -a /etc/sysctl.d/60-lawn.conf"
                                + " && sysctl --system",
                        "useradd --create-home lawn, and run Lawn as that user");
    }

    @Test
    void everyCheckIsListedWhereAllIsWell() {
        assertThat(Preflight.check(new Facts().facts(), THIRTY))
                .extracting(Finding::check)
                .containsExactly(
                        "memory",
                        "memory limit",
                        "tasks (ulimit -u)",
                        "open files",
                        "inotify instances",
                        "inotify watches",
                        "state directory",
                        "disk",
                        "inodes",
                        "browser",
                        "driver",
                        "programs",
                        "java",
                        "sandbox",
                        "clock");
    }
}
