package io.meshtrial.analytics.tally;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.meshtrial.events.DecodeResult.Decoded;
import io.meshtrial.events.EventCodec;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Source;
import io.meshtrial.events.RequestEvent.UnitKind;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: {@link EventCodec}, which the contract's own tests hold. */
class EventScannerTest {

    private static final int MUTANTS = Boolean.getBoolean("meshtrial.proof") ? 3_000_000 : 60_000;
    private static final long APPENDED = TestEvents.START_MILLIS + 90_000;

    private final EventScanner scanner = new EventScanner();

    @Test
    void everyOrdinaryEventIsReadAsTheCodecReadsIt() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 5_000; i++) {
            RequestEvent event = full(random);
            Observation read = scanner.read(event.toByteArray(), APPENDED);
            assertThat(read).isNotNull();
            assertThat(facts(read)).isEqualTo(facts(new EventObservation(event, APPENDED)));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3})
    void whatIsReadOfAMutantIsWhatTheCodecReads(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int read = 0;
        int left = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = mutant(full(random).toByteArray(), random);
            Observation scanned = scanner.read(mutant, APPENDED);
            if (scanned == null) {
                left++;
            } else {
                read++;
                assertThat(EventCodec.decode("application/protobuf", mutant))
                        .isInstanceOfSatisfying(
                                Decoded.class,
                                decoded -> assertThat(facts(scanned))
                                        .isEqualTo(facts(new EventObservation(decoded.event(), APPENDED))));
            }
        }
        assertThat(read).isGreaterThan(MUTANTS / 20);
        assertThat(left).isGreaterThan(MUTANTS / 20);
    }

    @Test
    void theUnusualIsLeftToTheCodec() {
        RequestEvent event = full(new SplittableRandom(4));
        assertThat(List.of(
                        event.toBuilder().setRoute("/straße").build(),
                        event.toBuilder().setBrowserValue(99).build(),
                        event.toBuilder().setStatus(600).build(),
                        event.toBuilder()
                                .setUnit(ByteString.copyFromUtf8("short"))
                                .build(),
                        event.toBuilder().clearExperiment().build(),
                        event.toBuilder().setExperiment("Search").build(),
                        event.toBuilder().putValues("x", Double.NaN).build(),
                        event.toBuilder().setRevision(-1).build()))
                .allSatisfy(odd ->
                        assertThat(scanner.read(odd.toByteArray(), APPENDED)).isNull());
        assertThat(scanner.read(new byte[0], APPENDED)).isNull();
        assertThat(scanner.read(new byte[EventCodec.MAX_BYTES + 1], APPENDED)).isNull();
    }

    /** Everything that tallies are made of. */
    private static List<Object> facts(Observation event) {
        return List.of(
                event.cell(),
                List.of(event.status(), event.completion(), event.durationMicros(), event.startEpochMicros()),
                List.of(event.unitKind(), event.unitHigh(), event.unitLow(), event.currentDrawingRevision()),
                List.of(event.browser(), event.bot(), event.reporter(), event.route(), event.service()),
                List.of(event.destination(), event.experiment(), event.minute(), event.isLate(), event.isError()),
                List.of(event.isAborted(), event.isPropagated(), event.isOfCurrentDraw(), event.appendMillis()),
                values(event));
    }

    private static List<Object> values(Observation event) {
        return java.util.stream.IntStream.range(0, event.values())
                .<Object>mapToObj(i -> List.of(event.valueName(i), event.value(i)))
                .sorted(java.util.Comparator.comparing(Object::toString))
                .toList();
    }

    private static RequestEvent full(SplittableRandom random) {
        RequestEvent.Builder event = TestEvents.random(random, 60_000).toBuilder();
        event.setRevision(random.nextInt(300))
                .setOrigin(random.nextInt(3))
                .setCurrentDrawingRevision(random.nextInt(3))
                .setUnitKind(UnitKind.forNumber(random.nextInt(4)))
                .setSource(Source.forNumber(random.nextInt(3)))
                .setCompletionValue(random.nextInt(6))
                .setDestination(random.nextBoolean() ? "catalog" : "")
                .setTraceId("4bf92f3577b34da6a3ce929d0e0e4736");
        for (int i = random.nextInt(5); i > 0; i--) {
            event.putValues("value-" + random.nextInt(20), random.nextDouble(-1e12, 1e12));
        }
        return event.build();
    }

    private static byte[] mutant(byte[] event, SplittableRandom random) {
        byte[] mutant = event.clone();
        switch (random.nextInt(5)) {
            case 0 -> mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
            case 1 -> mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> mutant = Arrays.copyOf(mutant, random.nextInt(mutant.length));
            case 3 -> mutant = joined(mutant, full(random).toByteArray());
            default -> {
                byte[] other = full(random).toByteArray();
                int from = random.nextInt(other.length);
                mutant = joined(
                        Arrays.copyOf(mutant, random.nextInt(mutant.length)),
                        Arrays.copyOfRange(other, from, other.length));
            }
        }
        return mutant;
    }

    /** Two messages, one behind the other, are one: later fields win. */
    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
