package io.meshtrial.experiment.definition;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.routing.sticky.DrawnWeights;
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

    /** The reason of revisions that were read off routes. */
    static final String ADOPTED = "adopted";

    private static final int TOKEN_BYTES = 16;

    private final Clock clock;
    private final RandomGenerator random;
    private final ExperimentStore store;

    RevisionFactory(Clock clock, RandomGenerator random, ExperimentStore store) {
        this.clock = clock;
        this.random = random;
        this.store = store;
    }

    public Revision first(ExperimentSpec spec, ReadRules rules, Actor actor) {
        return make(1, spec, rules, null, GivenNumbers.NONE, actor, null);
    }

    /**
     * @param stored as it is before
     * @throws ProblemException where the rules draw another unit than before, or requests while the plan counts something for
     *     each user
     */
    public Revision next(
            StoredExperiment stored, ExperimentSpec spec, ReadRules rules, Actor actor, @Nullable String reason) {
        Revision before = stored.revision();
        GivenNumbers given = GivenNumbers.of(store.revisions(stored.id()));
        Revision next = make(before.number() + 1, spec, rules, before, given, actor, reason);
        Faults faults = new Faults();
        PlanChecks.checkUnits(spec.measurement(), next.allocations(), faults);
        // What a draft said nobody has been drawn by.
        Stream<TargetAllocation> drawn = stored.experiment().state() instanceof ExperimentState.Draft
                ? Stream.of()
                : before.allocations().stream();
        PlanChecks.checkOneUnit(Stream.concat(drawn, next.allocations().stream()), faults);
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
        List<TargetAllocation> fresh = Allocations.of(spec, rules, number, null, GivenNumbers.NONE);
        List<TargetAllocation> allocations = new ArrayList<>();
        for (TargetAllocation one : fresh) {
            int rule = numbers.size() == fresh.size() ? numbers.get(allocations.size()) : one.number();
            Integer cookie = one.cookie() == null ? null : cookies.getOrDefault(rule, one.cookie());
            allocations.add(one.as(rule, drawings.getOrDefault(rule, number), cookie));
        }
        return new Revision(number, clock.instant(), actor.name(), ADOPTED, rules.text(), token, allocations);
    }

    /** What is known of the revisions before an adopted one; their tokens are lost, so that they have ones that nobody has.
     *
     * @param drawn by the number of a rule that draws users, its earlier weights */
    public List<Revision> before(Revision adopted, String control, Map<Integer, List<DrawnWeights>> drawn) {
        PastAllocations past = new PastAllocations(adopted, control, drawn);
        return past.revisions().stream()
                .map(number -> new Revision(
                        number, adopted.at(), adopted.actor(), ADOPTED, past.text(number), token(), past.of(number)))
                .toList();
    }

    private String token() {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    private Revision make(
            int number,
            ExperimentSpec spec,
            ReadRules rules,
            @Nullable Revision before,
            GivenNumbers given,
            Actor actor,
            @Nullable String reason) {
        return new Revision(
                number,
                clock.instant(),
                actor.name(),
                reason,
                rules.text(),
                token(),
                Allocations.of(spec, rules, number, before, given));
    }
}
