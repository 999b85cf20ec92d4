package io.meshtrial.analytics;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which rooms of analytics are pure: tallies → comparison → verdict are functions of what they are handed, so that a
 * result can be computed again from its tallies alone.
 */
class ArchitectureTest {

    private static final String ROOT = "io.meshtrial.analytics";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    @ParameterizedTest
    @CsvSource({"comparison, 30", "verdict, 12"})
    void aPureRoomKnowsTheLanguageTheStatisticsAndItsInputsOnly(String room, int atLeast) {
        assertThat(in(room)).hasSizeGreaterThanOrEqualTo(atLeast);
        classes()
                .that()
                .resideInAPackage(ROOT + "." + room + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java.lang..",
                        "java.math..",
                        "java.text..",
                        "java.time..",
                        "java.util",
                        "java.util.concurrent..",
                        "java.util.function..",
                        "java.util.stream..",
                        "org.jspecify.annotations..",
                        "io.meshtrial.statistics..",
                        ROOT + ".definition..",
                        ROOT + ".tally..",
                        ROOT + ".comparison..",
                        ROOT + ".verdict..")
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({"comparison", "verdict"})
    void aPureRoomHasNoClockAndNoChanceOfItsOwn(String room) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + room + "..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.(time\\.(Clock|InstantSource)|util\\.(Random|SplittableRandom|UUID|Date|Timer)"
                                + "|util\\.concurrent\\.ThreadLocalRandom)")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Math.class, "random")
                .check(CLASSES);
    }

    /** Tallies are values; the topology that makes them stays behind. */
    @Test
    void whatAPureRoomTakesFromTheTallyKnowsNoKafkaAndNoSpring() {
        Set<JavaClass> taken = CLASSES.stream()
                .filter(type ->
                        type.getPackageName().matches("io\\.meshtrial\\.analytics\\.(comparison|verdict)(\\..*)?"))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .filter(type -> type.getPackageName().startsWith(ROOT + ".tally"))
                .collect(Collectors.toSet());

        assertThat(taken).hasSizeGreaterThanOrEqualTo(8);
        noClasses()
                .that(DescribedPredicate.describe("are taken by pure rooms", taken::contains))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.springframework..", "java.net..", "java.io..")
                .check(CLASSES);
    }

    /** The order of the rooms is the order of the ring: nobody looks at what comes after. */
    @ParameterizedTest
    @CsvSource({
        "definition, 'ingest, tally, comparison, verdict, dashboard, frozen, planning, operations'",
        "ingest,     'tally, comparison, verdict, dashboard'",
        "tally,      'comparison, verdict, dashboard'",
        "comparison, 'verdict, dashboard'",
        "verdict,    'dashboard'",
    })
    void noRoomLooksAheadInTheRing(String room, String later) {
        String[] ahead = java.util.Arrays.stream(later.split(", *"))
                .map(name -> ROOT + "." + name + "..")
                .toArray(String[]::new);
        assertThat(in(room)).isNotEmpty();
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + room + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ahead)
                .check(CLASSES);
    }

    private static Set<JavaClass> in(String room) {
        return CLASSES.stream()
                .filter(type -> (type.getPackageName() + ".").startsWith(ROOT + "." + room + "."))
                .collect(Collectors.toSet());
    }
}
