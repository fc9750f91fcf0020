package dev.lawn.supervisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lawn.supervisor.preflight.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

class FindingsTableTest {

    private static final List<Finding> FINDINGS =
            List.of(
                    Finding.ok("memory", "22.1 GiB, room for 77 nodes"),
                    Finding.warning(
                            "inotify", "128, room for 22 nodes", "30 nodes need 166", "sysctl …"),
                    Finding.error("driver", "does not run", "a program that runs", "apt-get …"));

    @Test
    void eachFindingHasALineAndBelowItWhatMendsIt() {
        assertThat(new FindingsTable(Ansi.OFF).of(30, FINDINGS))
                .isEqualTo(
                        """
                        ok      memory   22.1 GiB, room for 77 nodes
                        warning inotify  128, room for 22 nodes
                                         needed: 30 nodes need 166
                                         → sysctl …
                        error   driver   does not run
                                         needed: a program that runs
                                         → apt-get …

                        for 30 nodes: 1 error, 1 warning\
                        """);
    }

    @Test
    void whereAllIsWellItSaysSo() {
        assertThat(new FindingsTable(Ansi.OFF).of(1, FINDINGS.subList(0, 1)))
                .endsWith("\n\nfine for 1 node");
    }

    @Test
    void colouredOnATerminal() {
        assertThat(new FindingsTable(Ansi.ON).of(1, FINDINGS))
                .contains("\u001b[31merror\u001b[39m")
                .contains("\u001b[32mok\u001b[39m");
    }
}
