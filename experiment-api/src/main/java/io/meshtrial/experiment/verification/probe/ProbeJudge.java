package io.meshtrial.experiment.verification.probe;

import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Intervals;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a rule's requests were answered by the versions that it allows. */
final class ProbeJudge {

    private static final int WHOLE = 10_000;

    private ProbeJudge() {}

    /** @param versions one entry per request: the version that answered, or nothing */
    static Evidence.Probe judge(
            RuleRequest rule, String gateway, List<Optional<String>> versions, ExperimentSpec spec, double level) {
        Map<String, Integer> answers = new LinkedHashMap<>();
        int unanswered = 0;
        for (Optional<String> version : versions) {
            if (version.isPresent()) {
                answers.merge(variant(version.get(), spec), 1, Integer::sum);
            } else {
                unanswered++;
            }
        }
        return new Evidence.Probe(
                rule.rule(),
                rule.words(),
                gateway,
                rule.expected(),
                answers,
                unanswered,
                verdict(rule, answers, unanswered, level));
    }

    private static Verdict verdict(RuleRequest rule, Map<String, Integer> answers, int unanswered, double level) {
        boolean wrong =
                answers.keySet().stream().anyMatch(variant -> rule.expected().getOrDefault(variant, 0) == 0);
        if (wrong) {
            return Verdict.DIFFERS;
        }
        if (unanswered > 0 || answers.isEmpty()) {
            return Verdict.UNKNOWN;
        }
        int all = answers.values().stream().mapToInt(Integer::intValue).sum();
        boolean off = rule.expected().entrySet().stream()
                .anyMatch(share -> !Intervals.covers(
                        share.getValue() / (double) WHOLE, answers.getOrDefault(share.getKey(), 0), all, level));
        return off ? Verdict.DIFFERS : Verdict.AGREES;
    }

    private static String variant(String version, ExperimentSpec spec) {
        return spec.variants().stream()
                .filter(variant -> variant.version().equals(version))
                .map(Variant::name)
                .findFirst()
                .orElse("version " + version);
    }

    /**
     * How many requests tell a rule's shares: at least as many as find out a version of its smallest share that never
     * answers.
     */
    static int requests(RuleRequest rule, int fewest, double level) {
        int smallest = rule.expected().values().stream()
                .mapToInt(Integer::intValue)
                .filter(parts -> parts > 0)
                .min()
                .orElse(WHOLE);
        return smallest >= WHOLE ? fewest : (int) Math.max(fewest, Intervals.draws(smallest / (double) WHOLE, level));
    }

    /** @param unprobed what was not asked, as sentences */
    static Outcome outcome(List<Evidence.Probe> probes, List<String> unprobed) {
        Evidence evidence = Evidence.NONE.withProbes(probes);
        int sent = probes.stream()
                .mapToInt(probe -> probe.unanswered() + answered(probe))
                .sum();
        Optional<Evidence.Probe> wrong = first(probes, Verdict.DIFFERS);
        if (wrong.isPresent()) {
            return Outcome.differs(
                    Reason.WRONG_VERSION,
                    "Rule " + wrong.get().rule() + " was answered by "
                            + wrong.get().answers() + " where " + wrong.get().expected()
                            + " parts of 10000 are planned (" + wrong.get().request() + ").",
                    evidence);
        }
        Optional<Evidence.Probe> silent = first(probes, Verdict.UNKNOWN);
        if (silent.isPresent()) {
            return Outcome.unknown(
                    Reason.VERSION_NOT_TOLD,
                    silent.get().unanswered() + " requests for rule "
                            + silent.get().rule() + " at " + silent.get().gateway()
                            + " were not answered with a version.",
                    evidence);
        }
        if (!unprobed.isEmpty()) {
            return Outcome.unknown(Reason.NO_REQUEST, String.join(" ", unprobed), evidence);
        }
        if (probes.isEmpty()) {
            return Outcome.unknown(Reason.NO_REQUEST, "No rule was probed.", evidence);
        }
        long rules = probes.stream().map(Evidence.Probe::rule).distinct().count();
        return Outcome.agrees(
                sent + " of " + sent + " requests for " + rules + (rules == 1 ? " rule" : " rules")
                        + " were answered by a version that the rule allows, in the right shares.",
                evidence);
    }

    private static int answered(Evidence.Probe probe) {
        return probe.answers().values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Optional<Evidence.Probe> first(List<Evidence.Probe> probes, Verdict verdict) {
        return probes.stream().filter(probe -> probe.verdict() == verdict).findFirst();
    }
}
