package io.meshtrial.routing.compile;

import io.meshtrial.routing.sticky.StickyCookie;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.resolution.ResolvedRule;
import io.meshtrial.rules.resolution.RuleResolver;
import java.util.List;
import java.util.Map;

/** Which cookies an experiment's rules keep their draws in. */
final class StickyRules {

    private StickyRules() {}

    /** By the ordinals of the sticky rules among those that decide. */
    static Map<Integer, StickyCookie> cookies(ExperimentRouting experiment, List<ResolvedRule> deciding) {
        return StickyCookie.ofRules(
                experiment.id(),
                experiment.sticky(),
                deciding.stream()
                        .filter(rule -> rule.unit() == RandomisationUnit.USER)
                        .map(ResolvedRule::ordinal)
                        .toList());
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
