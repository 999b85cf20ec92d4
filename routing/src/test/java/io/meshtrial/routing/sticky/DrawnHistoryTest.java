package io.meshtrial.routing.sticky;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: {@link StickyPlan}, whose cases for a history must come out again from what those cases say. */
class DrawnHistoryTest {

    private static final boolean PROOF = Boolean.getBoolean("meshtrial.proof");
    private static final int RAMPS = PROOF ? 15 : 3;
    private static final StickyCookie COOKIE = StickyCookie.of("e", StickySettings.defaults());
    private static final Pattern HELD = Pattern.compile(".*=(v[0-9])\\\\.r\\(([0-9|]+)\\).*");

    @Test
    void weightsThatOneStepTellsAreFoundExactly() {
        List<DrawnWeights> history = List.of(parts(1, 9_000, 1_000), parts(4, 7_500, 2_500));
        assertThat(DrawnHistory.of(names(2), history.getLast(), seen(names(2), history)))
                .contains(List.of(history.getFirst()));
    }

    /** Up, down to nothing, up again: whatever revision 1 drew, its users are now drawn like all others. */
    @Test
    void weightsThatNobodyCanTellAnyMoreNeedNotBeTold() {
        assertThatTheSameComesOut(
                names(2), List.of(parts(1, 9_000, 1_000), parts(2, 10_000, 0), parts(3, 7_500, 2_500)));
    }

    @Test
    void whatNoWeightsCanSayIsNotGuessed() {
        TreeMap<Integer, Map<String, Map<String, Long>>> seen = new TreeMap<>();
        seen.put(1, Map.of("v1", Map.of("v1", 1L), "v2", Map.of("v1", 1L, "v2", 1L)));
        assertThat(DrawnHistory.of(names(2), parts(2, 1_000, 9_000), seen)).isEmpty();
    }

    /** Of two variants every ramp; of more those whose arms were never empty, and of the others nearly all. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void randomRampsComeOutAgain(int variants) {
        long fresh = System.nanoTime();
        for (long seed : new long[] {20_261_126L, fresh}) {
            SplittableRandom random = new SplittableRandom(seed);
            int missed = 0;
            for (int i = 0; i < RAMPS; i++) {
                List<DrawnWeights> history = new ArrayList<>();
                int steps = 2 + random.nextInt(3);
                for (int step = 1; step <= steps; step++) {
                    history.add(random(step * 2, variants, random));
                }
                boolean empty = history.stream()
                        .anyMatch(drawn -> names(variants).stream().anyMatch(variant -> drawn.of(variant) == 0));
                if (DrawnHistory.of(names(variants), history.getLast(), seen(names(variants), history))
                                .isPresent()
                        || variants == 2
                        || !empty) {
                    assertThatTheSameComesOut(names(variants), history);
                } else {
                    missed++;
                }
            }
            System.out.printf("seed %d: of %d ramps of %d variants %d not found%n", seed, RAMPS, variants, missed);
            if (seed != fresh) {
                assertThat(missed).isLessThan(Math.max(1, RAMPS / 5));
            } else if (PROOF) {
                // At one in ten, eight of 15 come once in 30 000 runs; three may be all of the rare kind.
                assertThat(missed).isLessThan(8);
            }
        }
    }

    private static void assertThatTheSameComesOut(List<String> variants, List<DrawnWeights> history) {
        List<DrawnWeights> found = new ArrayList<>(DrawnHistory.of(variants, history.getLast(), seen(variants, history))
                .orElseThrow(() -> new AssertionError("nothing found for " + history)));
        found.add(history.getLast());
        assertThat(StickyPlan.of(COOKIE, variants, found))
                .as(history + " was read as " + found)
                .isEqualTo(StickyPlan.of(COOKIE, variants, history));
    }

    /** As the routes say it: which arms keep which revisions, and where the others go. */
    private static TreeMap<Integer, Map<String, Map<String, Long>>> seen(
            List<String> variants, List<DrawnWeights> history) {
        TreeMap<Integer, Map<String, Map<String, Long>>> seen = new TreeMap<>();
        for (StickyPlan.Case one : StickyPlan.of(COOKIE, variants, history)) {
            switch (one) {
                case StickyPlan.Case.Hold(String variant, var cookie) -> {
                    Matcher held = HELD.matcher(((io.meshtrial.rules.model.TextMatch.Regex) cookie).value());
                    assertThat(held.matches()).isTrue();
                    for (String revision : held.group(2).split("\\|", -1)) {
                        seen.computeIfAbsent(Integer.valueOf(revision), r -> new HashMap<>())
                                .put(variant, Map.of(variant, 1L));
                    }
                }
                case StickyPlan.Case.Redraw(String variant, int origin, var _, var weights) ->
                    seen.computeIfAbsent(origin, r -> new HashMap<>()).put(variant, weights);
                case StickyPlan.Case.Draw() -> {}
            }
        }
        return seen;
    }

    /** Weights that people write: whole percents, now and then finer, an arm without any among them. */
    private static DrawnWeights random(int revision, int variants, SplittableRandom random) {
        int step = random.nextInt(10) == 0 ? 5 : 100;
        Map<String, Integer> parts = new HashMap<>();
        int left = 10_000;
        for (int v = 2; v <= variants; v++) {
            int given = random.nextInt(8) == 0 ? 0 : random.nextInt(left / step / 2) * step;
            parts.put("v" + v, given);
            left -= given;
        }
        parts.put("v1", left);
        return new DrawnWeights(revision, parts);
    }

    private static DrawnWeights parts(int revision, int... parts) {
        Map<String, Integer> weights = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i] > 0) {
                weights.put("v" + (i + 1), parts[i]);
            }
        }
        return new DrawnWeights(revision, weights);
    }

    private static List<String> names(int count) {
        return List.of("v1", "v2", "v3", "v4").subList(0, count);
    }
}
