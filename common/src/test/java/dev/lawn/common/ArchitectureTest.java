package dev.lawn.common;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What both sides share must not know either of them. */
@AnalyzeClasses(packages = "dev.lawn.common", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("dev.lawn.common.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule knowsNeitherSide =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "dev.lawn.supervisor..",
                                    "dev.lawn.worker..",
                                    "dev.lawn.simulator.."));

    @ArchTest
    static final ArchRule jsonOnlyOnTheWire =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..common.protocol..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson.."));

    @ArchTest
    static final ArchRule clocksOnlyInTime =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..common.time..")
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(java.time.Instant.class, "now");
}
