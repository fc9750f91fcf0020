package dev.lawn.supervisor.config;

import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What can be wrong with numbers and sizes. */
class LimitsMistakesTest extends MistakesFixture {

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "number out of range",
                        """
                        accounts: []
                        limits:
                          starts_at_once: 65
                        """,
                        "accounts.yaml:3: limits.starts_at_once: \"65\" is no whole number from 1"
                                + " to 64"),
                mistake(
                        "size without a unit",
                        """
                        accounts: []
                        limits:
                          memory_per_node: 600
                        """,
                        "accounts.yaml:3: limits.memory_per_node: \"600\" has no unit; write 600MiB if MiB are meant, or another of KiB, MiB, GiB"),
                mistake(
                        "size with a unit that is none",
                        """
                        accounts: []
                        limits:
                          disk_per_node: 1GB
                        """,
                        "accounts.yaml:3: limits.disk_per_node: unknown unit \"GB\", did you mean \"GiB\"?"),
                mistake(
                        "size with a unit that is nothing like one",
                        """
                        accounts: []
                        limits:
                          free_disk: 5 percent
                        """,
                        "accounts.yaml:3: limits.free_disk: unknown unit \"percent\"; known here: KiB, MiB, GiB"),
                mistake(
                        "size that is none",
                        """
                        accounts: []
                        limits:
                          memory_per_node: much
                        """,
                        "accounts.yaml:3: limits.memory_per_node: \"much\" is no size; write a whole number with its unit: 600MiB or 1GiB"),
                mistake(
                        "size with a fraction",
                        """
                        accounts: []
                        limits:
                          memory_per_node: 1.5GiB
                        """,
                        "accounts.yaml:3: limits.memory_per_node: \"1.5GiB\" is no size; write a whole number with its unit: 600MiB or 1GiB"),
                mistake(
                        "size too little",
                        """
                        accounts: []
                        limits:
                          memory_per_node: 131071KiB
                        """,
                        "accounts.yaml:3: limits.memory_per_node: \"131071KiB\" is too little; write 128MiB or more"),
                mistake(
                        "too few starts that may fail",
                        """
                        accounts: []
                        limits:
                          failed_starts: 0
                        """,
                        "accounts.yaml:3: limits.failed_starts: \"0\" is no whole number from 1 to 1000"),
                mistake(
                        "containment misspelt",
                        """
                        accounts: []
                        limits:
                          containment: pid_namespaces
                        """,
                        "accounts.yaml:3: limits.containment: unknown value \"pid_namespaces\", did you mean \"pid_namespace\"?"),
                mistake(
                        "limit misspelt, with what is wrong below it",
                        """
                        accounts: []
                        limits:
                          memory_pr_node: 600
                        """,
                        "accounts.yaml:3: limits.memory_pr_node: unknown key, did you mean \"memory_per_node\"?",
                        "accounts.yaml:3: limits.memory_pr_node: \"600\" has no unit; write 600MiB if MiB are meant, or another of KiB, MiB, GiB"));
    }
}
