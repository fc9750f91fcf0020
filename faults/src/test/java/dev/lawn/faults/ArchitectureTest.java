package dev.lawn.faults;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.lawn.faults", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String BASE = "dev.lawn.faults.";

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.lawn.faults.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule fromLeftToRight =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("proc")
                    .definedBy(BASE + "proc..")
                    .layer("lawn")
                    .definedBy(BASE + "lawn..")
                    .layer("world")
                    .definedBy(BASE + "world..")
                    .layer("measure")
                    .definedBy(BASE + "measure..")
                    .layer("row")
                    .definedBy(BASE + "row..")
                    .layer("soak")
                    .definedBy(BASE + "soak..")
                    .layer("leak")
                    .definedBy(BASE + "leak..")
                    .layer("thrift")
                    .definedBy(BASE + "thrift..")
                    .layer("report")
                    .definedBy(BASE + "report..")
                    .layer("commands")
                    .definedBy("dev.lawn.faults")
                    .whereLayer("lawn")
                    .mayOnlyBeAccessedByLayers(
                            "world", "measure", "row", "soak", "leak", "thrift", "commands")
                    .whereLayer("world")
                    .mayOnlyBeAccessedByLayers(
                            "measure", "row", "soak", "leak", "thrift", "commands")
                    .whereLayer("measure")
                    .mayOnlyBeAccessedByLayers(
                            "row", "soak", "leak", "thrift", "report", "commands")
                    .whereLayer("row")
                    .mayOnlyBeAccessedByLayers("soak", "report", "commands")
                    .whereLayer("leak")
                    .mayOnlyBeAccessedByLayers("commands")
                    .whereLayer("thrift")
                    .mayOnlyBeAccessedByLayers("commands")
                    .whereLayer("soak")
                    .mayOnlyBeAccessedByLayers("commands")
                    .whereLayer("report")
                    .mayOnlyBeAccessedByLayers("commands");

    @ArchTest
    static final ArchRule lawnIsABlackBox =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.lawn.supervisor..", "dev.lawn.worker..");

    @ArchTest
    static final ArchRule nobodySleeps =
            noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule clocksStandInOnePlace =
            noClasses().should().callMethod(System.class, "nanoTime");
}
