package io.meshtrial.routing.sticky;

import io.meshtrial.rules.model.TextMatch;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How the requests of one sticky rule are told apart: those who hold a draw, those whose draw is to be redrawn, the rest. */
public final class StickyPlan {

    /** Rows that no 31-bit weights can say exactly are rounded to this total, which is off by less than 10⁻⁹. */
    private static final long ROUNDED_TOTAL = 2_000_000_000L;

    private StickyPlan() {}

    /** One way to be served; the first whose cookie matches decides. */
    public sealed interface Case {

        /** The cookie says the variant, and that still stands. */
        record Hold(String variant, TextMatch cookie) implements Case {}

        /**
         * The cookie's draw is older than the weights and its arm has shrunk since.
         *
         * @param origin revision of that cookie
         * @param weights where its holders go
         */
        record Redraw(String variant, int origin, TextMatch cookie, Map<String, Long> weights) implements Case {}

        /** No valid cookie: a first draw by the present weights. */
        record Draw() implements Case {}
    }

    /**
     * The cases of one rule, first to last.
     *
     * @param variants all of the experiment's, in their order
     * @param history oldest first, the present weights last
     */
    public static List<Case> of(StickyCookie cookie, List<String> variants, List<DrawnWeights> history) {
        Ramp ramp = new Ramp(variants);
        List<Case> holds = new ArrayList<>();
        List<Case> redraws = new ArrayList<>();
        for (int v = 0; v < variants.size(); v++) {
            String variant = variants.get(v);
            List<Integer> kept = new ArrayList<>();
            for (int h = 0; h < history.size(); h++) {
                if (history.get(h).of(variant) == 0) {
                    continue;
                }
                Ramp.Row row = ramp.row(v, history.subList(h, history.size()));
                int revision = history.get(h).revision();
                if (row.keeps(v)) {
                    kept.add(revision);
                } else {
                    redraws.add(new Case.Redraw(
                            variant, revision, cookie.held(variant, List.of(revision)), weights(row, variants)));
                }
            }
            if (!kept.isEmpty()) {
                holds.add(new Case.Hold(variant, cookie.held(variant, kept)));
            }
        }
        List<Case> cases = new ArrayList<>(holds);
        cases.addAll(redraws);
        cases.add(new Case.Draw());
        return cases;
    }

    static Map<String, Long> weights(Ramp.Row row, List<String> variants) {
        Optional<List<Long>> exact = row.denominator().compareTo(BigInteger.valueOf(Integer.MAX_VALUE)) <= 0
                ? Optional.of(row.numerators().stream()
                        .map(BigInteger::longValueExact)
                        .toList())
                : Optional.empty();
        List<Long> numbers = exact.orElseGet(() -> rounded(row));
        Map<String, Long> weights = new LinkedHashMap<>();
        for (int i = 0; i < variants.size(); i++) {
            if (numbers.get(i) > 0) {
                weights.put(variants.get(i), numbers.get(i));
            }
        }
        return weights;
    }

    /** Rounds down; what is missing then goes to the largest. */
    private static List<Long> rounded(Ramp.Row row) {
        List<Long> result = new ArrayList<>();
        for (BigInteger numerator : row.numerators()) {
            result.add(numerator
                    .multiply(BigInteger.valueOf(ROUNDED_TOTAL))
                    .divide(row.denominator())
                    .longValueExact());
        }
        long missing =
                ROUNDED_TOTAL - result.stream().mapToLong(Long::longValue).sum();
        int largest = result.indexOf(result.stream().max(Long::compare).orElse(0L));
        result.set(largest, result.get(largest) + missing);
        return result;
    }
}
