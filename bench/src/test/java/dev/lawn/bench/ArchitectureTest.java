package dev.lawn.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.lawn.bench.relay.RelayMain;

@AnalyzeClasses(packages = "dev.lawn.bench", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.lawn.bench.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule theWorkerIsInAnotherJvm =
            noClasses()
                    .that()
                    .doNotBelongToAnyOf(RelayMain.class)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.lawn.worker..");

    @ArchTest
    static final ArchRule nobodySleeps =
            noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule clocksStandInOnePlace =
            noClasses().should().callMethod(System.class, "nanoTime");
}
