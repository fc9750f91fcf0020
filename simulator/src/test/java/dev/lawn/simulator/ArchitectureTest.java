package dev.lawn.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "dev.lawn.simulator",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.lawn.simulator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule jsonEntersAndLeavesAtTheSite =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.lawn.simulator.web")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("tools.jackson..");

    @ArchTest
    static final ArchRule theServiceKnowsNoHttp =
            noClasses()
                    .that()
                    .resideInAPackage("dev.lawn.simulator.service")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("dev.lawn.simulator.http", "dev.lawn.simulator.web");

    @ArchTest
    static final ArchRule theScriptedWorkerNeedsNothingOfTheSite =
            noClasses()
                    .that()
                    .resideInAPackage("dev.lawn.simulator.worker")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.lawn.simulator.http",
                            "dev.lawn.simulator.service",
                            "dev.lawn.simulator.web");
}
