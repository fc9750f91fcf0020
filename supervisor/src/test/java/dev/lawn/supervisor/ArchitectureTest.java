package dev.lawn.supervisor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;

/** ARCHITECTURE.md as a test: the arrows of the supervisor, all in one direction. */
@AnalyzeClasses(
        packages = "dev.lawn.supervisor",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule noPackageCycles =
            slices().matching("dev.lawn.supervisor.(*)..").should().beFreeOfCycles();

    /** Who may know whom, from the YAML to what people see. */
    @ArchTest
    static final ArchRule dataFlowsInOneDirection =
            Architectures.layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("cli")
                    .definedBy("..supervisor.cli..")
                    .layer("run")
                    .definedBy("..supervisor.run..")
                    .layer("control")
                    .definedBy("..supervisor.control..")
                    .layer("metrics")
                    .definedBy("..supervisor.metrics..")
                    .layer("fleet")
                    .definedBy("..supervisor.fleet..")
                    .layer("node")
                    .definedBy("..supervisor.node..")
                    .layer("process")
                    .definedBy("..supervisor.process..")
                    .layer("state")
                    .definedBy("..supervisor.state..")
                    .layer("traffic")
                    .definedBy("..supervisor.traffic..")
                    .layer("config")
                    .definedBy("..supervisor.config..")
                    .layer("preflight")
                    .definedBy("..supervisor.preflight..")
                    .layer("extension")
                    .definedBy("..supervisor.extension..")
                    .layer("plan")
                    .definedBy("..supervisor.plan..")
                    .whereLayer("cli")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("run")
                    .mayOnlyBeAccessedByLayers("cli")
                    .whereLayer("control")
                    .mayOnlyBeAccessedByLayers("cli", "run")
                    .whereLayer("metrics")
                    .mayOnlyBeAccessedByLayers("run")
                    .whereLayer("fleet")
                    .mayOnlyBeAccessedByLayers("cli", "run", "control", "metrics")
                    .whereLayer("node")
                    .mayOnlyBeAccessedByLayers("cli", "run", "control", "metrics", "fleet")
                    .whereLayer("process")
                    .mayOnlyBeAccessedByLayers("cli", "run", "fleet", "node")
                    .whereLayer("state")
                    .mayOnlyBeAccessedByLayers("cli", "run", "fleet", "node", "process")
                    .whereLayer("traffic")
                    .mayOnlyBeAccessedByLayers("control", "metrics", "fleet", "node", "state")
                    .whereLayer("traffic")
                    .mayNotAccessAnyLayer()
                    .whereLayer("config")
                    .mayOnlyBeAccessedByLayers("cli")
                    .whereLayer("extension")
                    .mayOnlyBeAccessedByLayers("cli", "config")
                    .whereLayer("extension")
                    .mayNotAccessAnyLayer()
                    .whereLayer("preflight")
                    .mayOnlyBeAccessedByLayers("cli", "run", "control")
                    .whereLayer("preflight")
                    .mayOnlyAccessLayers("plan");

    @ArchTest
    static final ArchRule theStateMachineIsPure =
            noClasses()
                    .that()
                    .haveSimpleNameEndingWith("Machine")
                    .or()
                    .haveSimpleName("Departure")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "java.io..",
                                    "java.nio..",
                                    "java.net..",
                                    "java.util.concurrent..",
                                    "org.slf4j..",
                                    "dev.lawn.common.time..",
                                    "dev.lawn.supervisor.process.."));

    @ArchTest
    static final ArchRule theSupervisorKnowsNoBrowser =
            noClasses().should().dependOnClassesThat(resideInAPackage("org.openqa.selenium.."));

    @ArchTest
    static final ArchRule jsonOnlyWhereItEntersAndLeaves =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "..supervisor.control..",
                            "..supervisor.state..",
                            "..supervisor.extension..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("tools.jackson..", "com.fasterxml.jackson.."));

    @ArchTest
    static final ArchRule yamlOnlyInConfig =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..supervisor.config..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("org.snakeyaml.."));

    @ArchTest
    static final ArchRule prometheusOnlyInMetrics =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..supervisor.metrics..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("io.prometheus.."));

    @ArchTest
    static final ArchRule onlyTheDemoKnowsTheSimulator =
            classes()
                    .that(resideInAPackage("dev.lawn.supervisor.."))
                    .and()
                    .haveSimpleNameNotStartingWith("Demo")
                    .should()
                    .onlyDependOnClassesThat(resideInAPackage("dev.lawn.simulator..").negate());

    @ArchTest
    static final ArchRule nobodySleeps =
            noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule clocksOnlyInTime =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..supervisor.cli..")
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(java.time.Instant.class, "now");
}
