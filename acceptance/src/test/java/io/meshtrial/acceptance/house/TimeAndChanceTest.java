package io.meshtrial.acceptance.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rule 4 of the house: only composition roots take the time or make a random source; everything else is handed one. */
class TimeAndChanceTest {

    private static final House HOUSE = House.read();

    /** Names and nothing else: no result and no decision depends on which one it is. Each may call randomUUID alone. */
    private static final Map<String, String> NAMES = Map.of(
            "io.meshtrial.analytics.access.Problems", "trace id of a problem, to find its log line by",
            "io.meshtrial.experiment.rest.TraceId", "trace id of what came without one",
            "io.meshtrial.experiment.rest.IdempotencyStore", "name of this process, to know whose request still runs",
            "io.meshtrial.experiment.definition.ReplicaNotices", "name of this process, to ignore its own notices",
            "io.meshtrial.cli.Service", "key by which the service knows a repeat of one call");

    static Iterable<String> pureModules() {
        return House.PURE;
    }

    static Iterable<String> modulesWithRoots() {
        return House.WITH_COMPOSITION_ROOTS;
    }

    @ParameterizedTest
    @MethodSource("pureModules")
    void pureModulesHaveNoClockAndNoRandomSourceOfTheirOwn(String module) {
        assertThat(TimeAndChance.takenBy(HOUSE.module(module)))
                .as("calls that read a clock or make a random source in %s", module)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("modulesWithRoots")
    void onlyCompositionRootsTakeTheTimeOrMakeRandomSources(String module) {
        Set<JavaAccess<?>> taken = TimeAndChance.takenBy(HOUSE.module(module));
        Set<String> offenders = taken.stream()
                .filter(access -> !TimeAndChance.isCompositionRoot(access.getOriginOwner()))
                .filter(access -> !isName(access))
                .map(JavaAccess::getDescription)
                .collect(Collectors.toSet());

        assertThat(taken).as("something to check in %s", module).isNotEmpty();
        assertThat(offenders).as("outside composition roots of %s", module).isEmpty();
    }

    @Test
    void whoeverIsAllowedANameStillMakesOne() {
        Set<String> makers = House.WITH_COMPOSITION_ROOTS.stream()
                .flatMap(module -> TimeAndChance.takenBy(HOUSE.module(module)).stream())
                .filter(TimeAndChanceTest::isName)
                .map(access -> access.getOriginOwner().getName())
                .collect(Collectors.toSet());

        assertThat(makers).isEqualTo(NAMES.keySet());
    }

    private static boolean isName(JavaAccess<?> access) {
        return NAMES.containsKey(access.getOriginOwner().getName())
                && access.getTarget().getFullName().equals("java.util.UUID.randomUUID()");
    }

    /** Takes time and chance in every way that the rule knows, once each. */
    @SuppressWarnings({"unused", "RandomSupplier"})
    private static final class Offender {
        final Clock clock = Clock.systemUTC();
        final Instant instant = Instant.now();
        final LocalDate date = LocalDate.now(ZoneId.of("UTC"));
        final long millis = System.currentTimeMillis();
        final Random random = new Random();
        final SplittableRandom splittable = new SplittableRandom();
        final RandomGenerator standard = RandomGenerator.getDefault();
        final RandomGenerator named = RandomGenerator.of("L64X128MixRandom");
        final SecureRandom secure = new SecureRandom();
        final UUID id = UUID.randomUUID();
        final Supplier<UUID> ids = UUID::randomUUID;
        final Supplier<Double> inLambda = () -> Math.random();
        final int drawn = ThreadLocalRandom.current().nextInt();
        // What was handed in, or has a seed, is not taken.
        final Instant given = Instant.now(Clock.fixed(Instant.EPOCH, ZoneId.of("UTC")));
        final SplittableRandom seeded = new SplittableRandom(1);
        final Random repeatable = new Random(1);
        final long duration = System.nanoTime();
    }

    @Test
    void theRuleSeesEveryWayOfTakingAndNothingElse() {
        JavaClasses offender = new ClassFileImporter().importClasses(Offender.class);

        assertThat(TimeAndChance.takenBy(offender).stream()
                        .map(access -> access.getTarget().getFullName()))
                .containsExactlyInAnyOrder(
                        "java.time.Clock.systemUTC()",
                        "java.time.Instant.now()",
                        "java.time.LocalDate.now(java.time.ZoneId)",
                        "java.lang.System.currentTimeMillis()",
                        "java.util.Random.<init>()",
                        "java.util.SplittableRandom.<init>()",
                        "java.util.random.RandomGenerator.getDefault()",
                        "java.util.random.RandomGenerator.of(java.lang.String)",
                        "java.security.SecureRandom.<init>()",
                        "java.util.UUID.randomUUID()",
                        "java.util.UUID.randomUUID()",
                        "java.lang.Math.random()",
                        "java.util.concurrent.ThreadLocalRandom.current()");
    }
}
