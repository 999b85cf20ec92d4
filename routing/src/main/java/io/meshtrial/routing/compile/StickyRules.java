package io.meshtrial.routing.compile;

import io.meshtrial.routing.sticky.StickyCookie;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.resolution.ResolvedRule;
import io.meshtrial.rules.resolution.RuleResolver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which cookies an experiment's rules keep their draws in. */
final class StickyRules {

    private StickyRules() {}

    /** By the ordinals of the sticky rules among those that decide. */
    static Map<Integer, StickyCookie> cookies(ExperimentRouting experiment, List<ResolvedRule> deciding) {
        Map<Integer, StickyCookie> cookies = new LinkedHashMap<>();
        for (ResolvedRule rule : deciding) {
            if (rule.unit() == RandomisationUnit.USER) {
                Drawing drawing = experiment.drawings().get(rule.ordinal());
                RuleNumber number = drawing == null ? null : drawing.rule();
                int usual = cookies.isEmpty() ? 0 : rule.ordinal();
                cookies.put(
                        rule.ordinal(),
                        StickyCookie.numbered(
                                experiment.id(), experiment.sticky(), number == null ? usual : number.cookie()));
            }
        }
        return cookies;
    }

    /** Of an experiment whose rules were not resolved yet; none where they contradict themselves. */
    static Map<Integer, StickyCookie> cookies(ExperimentRouting experiment) {
        return ExperimentChecks.of(experiment).isEmpty()
                ? cookies(
                        experiment,
                        RuleResolver.resolve(experiment.rules(), ExperimentChecks.control(experiment))
                                .deciding())
                : Map.of();
    }
}
