package io.meshtrial.experiment.verification.check;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict rests on, in counts. Sizes are bounded, since every run is kept.
 *
 * @param diff lines with {@code -} and {@code +}; null where nothing was compared line by line
 */
public record Evidence(
        List<Fact> facts,
        List<Share> shares,
        List<Finding> findings,
        List<Probe> probes,
        @Nullable String diff) {

    private static final int MOST = 50;
    private static final int LONGEST = 600;
    private static final int LONGEST_DIFF = 8_000;

    public static final Evidence NONE = new Evidence(List.of(), List.of(), List.of(), List.of(), null);

    /**
     * A named value.
     *
     * @param value as text, numbers in decimal
     * @param of what it is a part of; null where it is no part
     */
    public record Fact(String name, String value, @Nullable String of) {
        public Fact {
            value = cut(value);
        }

        public static Fact of(String name, long value) {
            return new Fact(name, String.valueOf(value), null);
        }

        public static Fact of(String name, long value, long of) {
            return new Fact(name, String.valueOf(value), String.valueOf(of));
        }
    }

    /**
     * A version's share of the requests; all are fractions.
     *
     * @param targetLower what the rules allow at least; equal to {@code targetUpper} where they fix the share
     * @param lower bound of the interval at {@code level}
     */
    public record Share(
            String variant,
            double targetLower,
            double targetUpper,
            double observed,
            double lower,
            double upper,
            double level,
            long requests) {}

    /**
     * What another program says about an object.
     *
     * @param path where in the object; null where it does not say
     * @param fails whether the verdict is DIFFERS for it
     */
    public record Finding(
            String object,
            String code,
            String severity,
            String message,
            @Nullable String path,
            boolean fails) {
        public Finding {
            code = cut(code);
            severity = cut(severity);
            message = cut(message);
            path = path == null ? null : cut(path);
        }
    }

    /**
     * What came of the requests for one rule at one gateway.
     *
     * @param rule ordinal from 1
     * @param expected parts of 10 000 per variant
     * @param answers requests per variant that answered, by name; other versions by their own name
     * @param unanswered requests without an answer, or whose answer did not say a version
     */
    public record Probe(
            int rule,
            String request,
            String gateway,
            Map<String, Integer> expected,
            Map<String, Integer> answers,
            int unanswered,
            Verdict verdict) {
        public Probe {
            request = cut(request);
        }
    }

    public Evidence {
        facts = bounded(facts);
        shares = bounded(shares);
        findings = bounded(findings);
        probes = bounded(probes);
        diff = diff == null || diff.length() <= LONGEST_DIFF ? diff : diff.substring(0, LONGEST_DIFF);
    }

    public static Evidence facts(Fact... facts) {
        return new Evidence(List.of(facts), List.of(), List.of(), List.of(), null);
    }

    public Evidence withShares(List<Share> more) {
        return new Evidence(facts, more, findings, probes, diff);
    }

    public Evidence withFindings(List<Finding> more) {
        return new Evidence(facts, shares, more, probes, diff);
    }

    public Evidence withProbes(List<Probe> more) {
        return new Evidence(facts, shares, findings, more, diff);
    }

    public Evidence withDiff(@Nullable String lines) {
        return new Evidence(facts, shares, findings, probes, lines);
    }

    /** Texts of other programs are kept short, and control characters out of logs and terminals. */
    static String cut(String text) {
        String shorter = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return shorter.replaceAll("\\p{Cntrl}", " ");
    }

    private static <T> List<T> bounded(List<T> list) {
        return List.copyOf(list.size() <= MOST ? list : list.subList(0, MOST));
    }
}
