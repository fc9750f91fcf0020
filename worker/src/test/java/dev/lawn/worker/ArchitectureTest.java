package dev.lawn.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "dev.lawn.worker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.lawn.worker.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule arrowsPointOneWay =
            layeredArchitecture()
                    .consideringOnlyDependenciesInLayers()
                    .layer("main")
                    .definedBy("dev.lawn.worker")
                    .layer("session")
                    .definedBy("dev.lawn.worker.session")
                    .layer("service")
                    .definedBy("dev.lawn.worker.service")
                    .layer("browser")
                    .definedBy("dev.lawn.worker.browser")
                    .layer("relay")
                    .definedBy("dev.lawn.worker.relay")
                    .layer("channel")
                    .definedBy("dev.lawn.worker.channel")
                    .whereLayer("main")
                    .mayNotBeAccessedByAnyLayer()
                    .whereLayer("session")
                    .mayOnlyBeAccessedByLayers("main")
                    .whereLayer("service")
                    .mayOnlyBeAccessedByLayers("session")
                    .whereLayer("browser")
                    .mayOnlyBeAccessedByLayers("session", "service")
                    .whereLayer("relay")
                    .mayOnlyBeAccessedByLayers("session", "service")
                    .whereLayer("channel")
                    .mayOnlyBeAccessedByLayers("main");

    @ArchTest
    static final ArchRule seleniumStaysInTheBrowserPackage =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.lawn.worker.browser")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.openqa.selenium..");

    @ArchTest
    static final ArchRule theWireIsTheOnlyPlaceForJson =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "tools.jackson..",
                            "com.fasterxml.jackson..",
                            "org.openqa.selenium.json..");

    @ArchTest
    static final ArchRule nothingSleeps =
            noClasses()
                    .should()
                    .callMethod(Thread.class, "sleep", long.class)
                    .orShould()
                    .callMethod(Thread.class, "sleep", java.time.Duration.class);

    @ArchTest
    static final ArchRule timeIsADependency =
            noClasses()
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(java.time.Instant.class, "now");
}
