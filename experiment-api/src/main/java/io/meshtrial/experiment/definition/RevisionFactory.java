package io.meshtrial.experiment.definition;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.rest.ProblemException;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes numbered revisions with fresh tokens. */
@Component
public class RevisionFactory {

    private static final int TOKEN_BYTES = 16;

    private final Clock clock;
    private final RandomGenerator random;

    RevisionFactory(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public Revision first(ExperimentSpec spec, ReadRules rules, Actor actor) {
        return make(1, spec, rules, null, actor, null);
    }

    /** @throws ProblemException where the plan counts something for each user and the rules draw requests */
    public Revision next(Revision before, ExperimentSpec spec, ReadRules rules, Actor actor, @Nullable String reason) {
        Revision next = make(before.number() + 1, spec, rules, before, actor, reason);
        Faults faults = new Faults();
        PlanChecks.checkUnits(spec.measurement(), next.allocations(), faults);
        faults.done();
        return next;
    }

    /**
     * A revision that stands in the mesh already.
     *
     * @param drawings by rule, the revision at which its weights were drawn
     */
    public Revision adopted(
            int number,
            String token,
            ExperimentSpec spec,
            ReadRules rules,
            Map<Integer, Integer> drawings,
            Actor actor) {
        List<TargetAllocation> allocations = Allocations.of(spec, rules, number, null).stream()
                .map(fresh -> new TargetAllocation(
                        fresh.rule(),
                        fresh.line(),
                        fresh.text(),
                        drawings.getOrDefault(Integer.valueOf(fresh.rule()), number),
                        fresh.unit(),
                        fresh.randomised(),
                        fresh.weights()))
                .toList();
        return new Revision(number, clock.instant(), actor.name(), "adopted", rules.text(), token, allocations);
    }

    private Revision make(
            int number,
            ExperimentSpec spec,
            ReadRules rules,
            @Nullable Revision before,
            Actor actor,
            @Nullable String reason) {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return new Revision(
                number,
                clock.instant(),
                actor.name(),
                reason,
                rules.text(),
                Base64.getUrlEncoder().withoutPadding().encodeToString(token),
                Allocations.of(spec, rules, number, before));
    }
}
