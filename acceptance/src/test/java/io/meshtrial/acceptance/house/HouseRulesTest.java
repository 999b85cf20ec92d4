package io.meshtrial.acceptance.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of the house. Each reads the compiled modules and fails where it finds nothing to check. */
class HouseRulesTest {

    private static final House HOUSE = House.read();

    /** Root package of each application; the two catalogues share one on purpose and are compared as trees. */
    private static final Map<String, String> ROOTS = Map.of(
            "experiment-api", "io.meshtrial.experiment",
            "analytics", "io.meshtrial.analytics",
            "catalog-v1", "io.meshtrial.catalog",
            "catalog-v2", "io.meshtrial.catalog",
            "local-mesh", "io.meshtrial.localmesh",
            "meshtrial-cli", "io.meshtrial.cli");

    static Iterable<String> pureModules() {
        return House.PURE;
    }

    static Iterable<String> applications() {
        return House.APPLICATIONS;
    }

    @ParameterizedTest
    @MethodSource("pureModules")
    void pureModulesKnowNoFrameworkAndNoNetwork(String module) {
        ArchRule rule = noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "org.apache.kafka..",
                        "java.net.http..",
                        "jakarta.servlet..",
                        "io.vertx..",
                        "io.fabric8.kubernetes.client..")
                .because("rules, routing and statistics are pure functions");
        rule.check(HOUSE.module(module));
    }

    @ParameterizedTest
    @MethodSource("applications")
    void noApplicationDependsOnAnotherApplication(String module) {
        String own = Objects.requireNonNull(ROOTS.get(module), () -> "no root package of " + module);
        assertThat(HOUSE.module(module).stream()
                        .filter(type -> type.getPackageName().startsWith(own)))
                .as("classes below %s", own)
                .hasSizeGreaterThan(10);
        String[] others = ROOTS.values().stream()
                .distinct()
                .filter(root -> !root.equals(own))
                .map(root -> root + "..")
                .toArray(String[]::new);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("applications meet over HTTP and Kafka only")
                .check(HOUSE.module(module));
    }

    @Test
    void theKubernetesClientAppearsInOnePackage() {
        JavaClasses all = HOUSE.everything();
        noClasses()
                .that()
                .resideOutsideOfPackage("io.meshtrial.experiment.mesh..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.fabric8.kubernetes.client..", "io.fabric8.istio.client..")
                .check(all);
        assertThat(all.stream().filter(dependOn("io.fabric8.kubernetes.client")))
                .as("the one place is there, and is not empty")
                .hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void kafkaStreamsAppearsOnlyWhereEventsAreIngestedAndTallied() {
        JavaClasses all = HOUSE.everything();
        noClasses()
                .that()
                .resideOutsideOfPackages("io.meshtrial.analytics.ingest..", "io.meshtrial.analytics.tally..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.kafka.streams..")
                .check(all);
        assertThat(all.stream().filter(dependOn("org.apache.kafka.streams")))
                .as("the two places are there, and are not empty")
                .hasSizeGreaterThanOrEqualTo(3);
    }

    /** Row 10: the state, the verdict and the time are handed in; the step comes out. */
    @Test
    void theRolloutDeciderIsAFunction() {
        classes()
                .that()
                .haveNameMatching(
                        "io\\.meshtrial\\.experiment\\.rollout\\.(RolloutDecider|RolloutStep|RolloutState)(\\$.*)?")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.time..",
                        "java.util..",
                        "org.jspecify..",
                        "io.meshtrial.experiment.definition..",
                        "io.meshtrial.experiment.rollout..")
                .check(HOUSE.module("experiment-api"));
    }

    /** Packages are features: below each root the first level, with what lies in it, is one slice. */
    @ParameterizedTest
    @CsvSource({
        "rules,          io.meshtrial.rules,      6",
        "routing,        io.meshtrial.routing,    5",
        "statistics,     io.meshtrial.statistics, 5",
        "request-events, io.meshtrial.events,     3",
        "experiment-api, io.meshtrial.experiment, 12",
        "analytics,      io.meshtrial.analytics,  11",
        "catalog-v1,     io.meshtrial.catalog,    3",
        "catalog-v2,     io.meshtrial.catalog,    4",
        "local-mesh,     io.meshtrial.localmesh,  6",
    })
    void featuresFormNoCycles(String module, String root, int atLeast) {
        Set<String> features = HOUSE.module(module).stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(root + "."))
                .map(name -> name.substring(root.length() + 1).split("\\.", 2)[0])
                .collect(Collectors.toSet());

        assertThat(features).hasSizeGreaterThanOrEqualTo(atLeast);
        SlicesRuleDefinition.slices()
                .matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .check(HOUSE.module(module));
    }

    @Test
    void everyPackageSaysThatItIsNullMarked() {
        JavaClasses all = HOUSE.everything();
        Set<String> packages = all.stream()
                .filter(type -> type.getPackageName().startsWith("io.meshtrial"))
                .filter(type -> !type.getPackageName().startsWith("io.meshtrial.events.proto"))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toSet());
        assertThat(packages).isNotEmpty();
        assertThat(packages)
                .allSatisfy(name -> assertThat(
                                all.getPackage(name).tryGetAnnotationOfType("org.jspecify.annotations.NullMarked"))
                        .as("@NullMarked on package %s", name)
                        .isPresent());
    }

    private static DescribedPredicate<JavaClass> dependOn(String prefix) {
        return DescribedPredicate.describe(
                "depend on " + prefix,
                type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                dependency.getTargetClass().getPackageName().startsWith(prefix)));
    }
}
