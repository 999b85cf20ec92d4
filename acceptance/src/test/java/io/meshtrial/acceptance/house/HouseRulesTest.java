package io.meshtrial.acceptance.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
            "local-mesh", "io.meshtrial.localmesh");

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
    @MethodSource("pureModules")
    void pureModulesHaveNoClockAndNoRandomSourceOfTheirOwn(String module) {
        assertThat(accesses(HOUSE.module(module), HouseRulesTest::readsTheClockOrMakesRandomness))
                .as("calls that read a clock or make a random source in %s", module)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("applications")
    void noApplicationDependsOnAnotherApplication(String module) {
        String own = ROOTS.get(module);
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
        JavaClasses api = HOUSE.module("experiment-api");
        noClasses()
                .that()
                .resideOutsideOfPackage("io.meshtrial.experiment.mesh..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fabric8.kubernetes.client..")
                .check(api);
        classes()
                .that(dependOn("io.fabric8.kubernetes.client"))
                .should()
                .resideInAPackage("io.meshtrial.experiment.mesh..")
                .because("the one place is there, and is not empty")
                .check(api);
    }

    @Test
    void kafkaStreamsAppearsOnlyWhereEventsAreIngestedAndTallied() {
        classes()
                .that(dependOn("org.apache.kafka.streams"))
                .should()
                .resideInAnyPackage("io.meshtrial.analytics.ingest..", "io.meshtrial.analytics.tally..")
                .check(HOUSE.module("analytics"));
    }

    @ParameterizedTest
    @MethodSource("applications")
    void onlyCompositionRootsReadTheSystemClockOrMakeRandomSources(String module) {
        Set<String> offenders = accesses(HOUSE.module(module), HouseRulesTest::readsTheClockOrMakesRandomness).stream()
                .filter(access -> !isCompositionRoot(access.getOriginOwner()))
                .map(JavaAccess::getDescription)
                .collect(Collectors.toSet());
        assertThat(offenders).as("outside composition roots of %s", module).isEmpty();
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

    private static Set<JavaAccess<?>> accesses(JavaClasses classes, java.util.function.Predicate<JavaAccess<?>> kind) {
        assertThat(classes).isNotEmpty();
        return classes.stream()
                .flatMap(type -> type.getAccessesFromSelf().stream())
                .filter(kind)
                .collect(Collectors.toSet());
    }

    private static boolean readsTheClockOrMakesRandomness(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        String name = access.getTarget().getName();
        return (owner.isEquivalentTo(Clock.class) && name.startsWith("system"))
                || (owner.isEquivalentTo(Instant.class)
                        && name.equals("now")
                        && access.getTarget().getFullName().endsWith("now()"))
                || (owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis"))
                || (owner.isEquivalentTo(Math.class) && name.equals("random"))
                || owner.isEquivalentTo(ThreadLocalRandom.class)
                || (owner.isEquivalentTo(Random.class)
                        && access.getTarget().getFullName().endsWith("<init>()"));
    }

    /** Where the parts are put together: an application, its configuration, or a class with a main method. */
    private static boolean isCompositionRoot(JavaClass type) {
        JavaClass outer =
                type.getEnclosingClass().isPresent() ? type.getEnclosingClass().get() : type;
        return outer.isAnnotatedWith("org.springframework.context.annotation.Configuration")
                || outer.isAnnotatedWith("org.springframework.boot.autoconfigure.AutoConfiguration")
                || outer.isAnnotatedWith("org.springframework.boot.autoconfigure.SpringBootApplication")
                || outer.getMethods().stream()
                        .anyMatch(method -> method.getName().equals("main"));
    }
}
