package io.meshtrial.experiment;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.meshtrial.experiment");

    @Test
    void roomsUseOneAnotherWithoutCyclesAndThroughTheirPublicTypesOnly() {
        ApplicationModules modules = ApplicationModules.of(
                ExperimentApiApplication.class,
                com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName("none"));
        Assertions.assertThat(modules.stream().count()).isGreaterThanOrEqualTo(9);
        modules.verify();
    }

    @Test
    void onlyTheMeshRoomKnowsTheKubernetesClient() {
        Assertions.assertThat(CLASSES.containPackage("io.meshtrial.experiment.mesh"))
                .isTrue();
        noClasses()
                .that()
                .resideOutsideOfPackage("io.meshtrial.experiment.mesh")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8.kubernetes.client..", "io.fabric8.istio..")
                .check(CLASSES);
    }

    @Test
    void onlyTheApplicationItselfTakesTheWallClock() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(ExperimentApiApplication.class)
                .should()
                .callMethod(java.time.Clock.class, "systemUTC")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(CLASSES);
    }
}
