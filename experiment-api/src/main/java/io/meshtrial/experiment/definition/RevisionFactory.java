package io.meshtrial.experiment.definition;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.rest.ProblemException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
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

    /**
     * @throws ProblemException where the rules draw another unit than before, or requests while the plan counts something for
     *     each user
     */
    public Revision next(Revision before, ExperimentSpec spec, ReadRules rules, Actor actor, @Nullable String reason) {
        Revision next = make(before.number() + 1, spec, rules, before, actor, reason);
        Faults faults = new Faults();
        PlanChecks.checkUnits(spec.measurement(), next.allocations(), faults);
        PlanChecks.checkOneUnit(Stream.concat(before.allocations().stream(), next.allocations().stream()), faults);
        faults.done();
        return next;
    }

    /**
     * A revision that stands in the mesh already.
     *
     * @param numbers of the rules, in the order of their routes; empty where they cannot be told apart
     * @param drawings by the number of a rule, the revision at which its weights were drawn
     * @param cookies by the number of a rule that draws users, the number of its cookie
     */
    public Revision adopted(
            int number,
            String token,
            ExperimentSpec spec,
            ReadRules rules,
            List<Integer> numbers,
            Map<Integer, Integer> drawings,
            Map<Integer, Integer> cookies,
            Actor actor) {
        List<TargetAllocation> fresh = Allocations.of(spec, rules, number, null);
        List<TargetAllocation> allocations = new ArrayList<>();
        for (TargetAllocation one : fresh) {
            int rule = numbers.size() == fresh.size() ? numbers.get(allocations.size()) : one.number();
            Integer cookie = one.cookie() == null ? null : cookies.getOrDefault(rule, one.cookie());
            allocations.add(one.as(rule, drawings.getOrDefault(rule, number), cookie));
        }
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
