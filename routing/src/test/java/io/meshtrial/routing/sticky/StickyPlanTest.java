package io.meshtrial.routing.sticky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.routing.sticky.StickyPlan.Case;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows worked out by hand from "an arm that shrinks gives up (w − w′)/w, spread over the growing arms by growth". */
class StickyPlanTest {

    private static final StickyCookie COOKIE = StickyCookie.of("e", StickySettings.defaults());
    private static final List<String> TWO = List.of("v1", "v2");
    private static final List<String> THREE = List.of("v1", "v2", "v3");

    @Test
    void aFirstDrawHasHoldersAndNothingToRedraw() {
        assertThat(kinds(TWO, drawn(1, 90, 10))).containsExactly("hold v1 (1)", "hold v2 (1)", "draw");
    }

    @Test
    void rampingUpRedrawsControlOnly() {
        assertThat(kinds(TWO, drawn(1, 90, 10), drawn(2, 80, 20)))
                .containsExactly("hold v1 (2)", "hold v2 (1|2)", "redraw v1 r1 {v1=8, v2=1}", "draw");
    }

    @Test
    void anArmThatEndsGivesUpAllItsHolders() {
        assertThat(kinds(TWO, drawn(1, 90, 10), drawn(3, 100, 0)))
                .containsExactly("hold v1 (1|3)", "redraw v2 r1 {v1=1}", "draw");
    }

    /** Down from 20 to 10 (half of v2 goes) and up again to 20 (1/9 of v1 goes). */
    @Test
    void severalStepsAreTheProductOfTheirMatrices() {
        assertThat(kinds(TWO, drawn(1, 80, 20), drawn(2, 90, 10), drawn(3, 80, 20)))
                .containsExactly(
                        "hold v1 (3)",
                        "hold v2 (2|3)",
                        "redraw v1 r1 {v1=8, v2=1}",
                        "redraw v1 r2 {v1=8, v2=1}",
                        "redraw v2 r1 {v1=4, v2=5}",
                        "draw");
    }

    /** v1 60 → 40 gives up a third, of which v2 (+5) takes a quarter and v3 (+15) three quarters. */
    @Test
    void growthIsSharedInProportion() {
        assertThat(kinds(THREE, drawn(1, 60, 20, 20), drawn(2, 40, 25, 35)))
                .containsExactly(
                        "hold v1 (2)", "hold v2 (1|2)", "hold v3 (1|2)", "redraw v1 r1 {v1=8, v2=1, v3=3}", "draw");
    }

    @Test
    void onlyRatiosOfWeightsCount() {
        assertThat(kinds(TWO, drawn(1, 9, 1), drawn(2, 8_000, 2_000)))
                .containsExactly("hold v1 (2)", "hold v2 (1|2)", "redraw v1 r1 {v1=8, v2=1}", "draw");
    }

    @Test
    void theSameWeightsAgainKeepEverybody() {
        assertThat(kinds(TWO, drawn(1, 90, 10), drawn(4, 900, 100)))
                .containsExactly("hold v1 (1|4)", "hold v2 (1|4)", "draw");
    }

    @Test
    void weightsThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> drawn(1, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> drawn(1, 2, -1)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Whoever was drawn at any revision ends at the present weights, exactly, whatever the steps between. */
    @Test
    void everyHistoryEndsAtThePresentWeights() {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 300; round++) {
            List<DrawnWeights> history = new ArrayList<>();
            int steps = 1 + random.nextInt(7);
            for (int step = 1; step <= steps; step++) {
                history.add(drawn(step, 1 + random.nextInt(99), random.nextInt(100), random.nextInt(100)));
            }
            Ramp ramp = new Ramp(THREE);
            for (int arm = 0; arm < 3; arm++) {
                assertThat(share(ramp, history, arm))
                        .as("%s arm %s", history, arm)
                        .isTrue();
            }
        }
    }

    /** Σ over arms of w₀(arm) · row(arm)[target] · total′ = w′(target) · total₀. */
    private static boolean share(Ramp ramp, List<DrawnWeights> history, int target) {
        DrawnWeights first = history.getFirst();
        DrawnWeights last = history.getLast();
        BigInteger numerator = BigInteger.ZERO;
        BigInteger denominator = BigInteger.ONE;
        for (int arm = 0; arm < 3; arm++) {
            Ramp.Row row = ramp.row(arm, history);
            BigInteger part = row.numerators().get(target).multiply(BigInteger.valueOf(first.of(THREE.get(arm))));
            numerator = numerator.multiply(row.denominator()).add(part.multiply(denominator));
            denominator = denominator.multiply(row.denominator());
        }
        return numerator
                .multiply(BigInteger.valueOf(last.total()))
                .equals(denominator
                        .multiply(BigInteger.valueOf(last.of(THREE.get(target))))
                        .multiply(BigInteger.valueOf(first.total())));
    }

    /** Where no 31-bit weights say a row exactly, its largest part takes what rounding leaves. */
    @Test
    void longHistoriesAreRoundedToTwoThousandMillion() {
        SplittableRandom random = new SplittableRandom(11);
        DrawnWeights[] history = IntStream.rangeClosed(1, 12)
                .mapToObj(step ->
                        drawn(step, 1 + random.nextInt(9_999), 1 + random.nextInt(9_999), 1 + random.nextInt(9_999)))
                .toArray(DrawnWeights[]::new);
        Ramp ramp = new Ramp(THREE);

        List<Case.Redraw> redraws = StickyPlan.of(COOKIE, THREE, List.of(history)).stream()
                .filter(Case.Redraw.class::isInstance)
                .map(Case.Redraw.class::cast)
                .toList();

        List<Long> totals = new ArrayList<>();
        for (Case.Redraw redraw : redraws) {
            Ramp.Row row = ramp.row(
                    THREE.indexOf(redraw.variant()), List.of(history).subList(redraw.origin() - 1, history.length));
            long total = redraw.weights().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            totals.add(total);
            for (int v = 0; v < 3; v++) {
                long weight = redraw.weights().getOrDefault(THREE.get(v), 0L);
                assertThat(weight).isBetween(0L, (long) Integer.MAX_VALUE);
                double exact = new BigDecimal(row.numerators().get(v))
                        .divide(new BigDecimal(row.denominator()), MathContext.DECIMAL64)
                        .doubleValue();
                assertThat((double) weight / total).isCloseTo(exact, within(1e-9 * 2));
            }
        }
        assertThat(totals).contains(2_000_000_000L);
    }

    private static DrawnWeights drawn(int revision, int... weights) {
        return new DrawnWeights(
                revision,
                IntStream.range(0, weights.length)
                        .boxed()
                        .collect(Collectors.toMap(i -> "v" + (i + 1), i -> weights[i])));
    }

    private static List<String> kinds(List<String> variants, DrawnWeights... history) {
        return StickyPlan.of(COOKIE, variants, List.of(history)).stream()
                .map(kind -> switch (kind) {
                    case Case.Hold(String variant, var cookie) ->
                        "hold " + variant + " " + revisions(cookie.toString());
                    case Case.Redraw(String variant, int origin, var cookie, Map<String, Long> weights) -> {
                        assertThat(revisions(cookie.toString())).isEqualTo("(" + origin + ")");
                        yield "redraw " + variant + " r" + origin + " " + weights;
                    }
                    case Case.Draw() -> "draw";
                })
                .toList();
    }

    private static String revisions(String cookie) {
        return cookie.replaceFirst(".*\\\\\\.r(\\([0-9|]+\\)).*", "$1");
    }
}
