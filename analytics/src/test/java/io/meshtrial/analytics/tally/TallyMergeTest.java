package io.meshtrial.analytics.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TallyMergeTest {

    private static final long CAP = 2_000_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void mergingIsAssociativeCommutativeAndUndoneBySubtracting(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Tally a = random(random);
        Tally b = random(random);
        Tally c = random(random);
        assertThat(a.plus(b)).isEqualTo(b.plus(a));
        assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
        assertThat(a.plus(b).minus(b)).isEqualTo(a);
        assertThat(a.plus(Tally.ZERO)).isEqualTo(a);
        assertThat(a.minus(a)).isEqualTo(Tally.ZERO);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void partsInAnyOrderMergeToTheSameBytesAsTheWhole(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Observation> all = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            all.add(new EventObservation(TestEvents.random(random, 60_000), TestEvents.START_MILLIS + 90_000));
        }
        TallyAccumulator whole = new TallyAccumulator(Tally.ZERO);
        all.forEach(o -> whole.add(o, CAP, UnaryOperator.identity()));
        List<TallyAccumulator> parts = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            parts.add(new TallyAccumulator(Tally.ZERO));
        }
        java.util.Collections.shuffle(all, new java.util.Random(seed));
        all.forEach(o -> parts.get(random.nextInt(parts.size())).add(o, CAP, UnaryOperator.identity()));
        Tally merged = parts.stream().map(TallyAccumulator::toTally).reduce(Tally.ZERO, Tally::plus);
        assertThat(RowCodec.encode(new Row.Sums(merged))).isEqualTo(RowCodec.encode(new Row.Sums(whole.toTally())));
        assertThat(RowCodec.decode(RowCodec.encode(new Row.Sums(merged)))).isEqualTo(new Row.Sums(merged));
        assertThat(new TallyAccumulator(merged).toTally()).isEqualTo(merged);
    }

    private static Tally random(SplittableRandom random) {
        TallyAccumulator tally = new TallyAccumulator(Tally.ZERO);
        for (int i = random.nextInt(1, 200); i > 0; i--) {
            tally.add(
                    new EventObservation(TestEvents.random(random, 60_000), TestEvents.START_MILLIS + 30_000),
                    CAP,
                    UnaryOperator.identity());
        }
        return tally.toTally();
    }
}
