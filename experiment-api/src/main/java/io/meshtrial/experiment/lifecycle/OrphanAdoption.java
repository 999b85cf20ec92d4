package io.meshtrial.experiment.lifecycle;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.audit.History;
import io.meshtrial.experiment.definition.EventSource;
import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.ExperimentState;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.MeasurementPlan;
import io.meshtrial.experiment.definition.ReadRules;
import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.RevisionFactory;
import io.meshtrial.experiment.definition.RuleReader;
import io.meshtrial.experiment.definition.StickyCookie;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.experiment.lifecycle.OrphanController.AdoptRequest;
import io.meshtrial.experiment.mesh.OrphanRoutes;
import io.meshtrial.experiment.mesh.Orphans;
import io.meshtrial.experiment.rest.ProblemError;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.meshtrial.routing.sticky.DrawnWeights;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes an experiment of routes that stand in the mesh. Whatever is guessed is compiled, and taken only where it says
 * exactly the routes that are there: adopting changes nothing in the mesh.
 */
@Component
class OrphanAdoption {

    /** As usual first: routes of an experiment that observes and has nothing to observe say nothing of it. */
    private static final List<Boolean> OBSERVING = List.of(true, false);

    private final Orphans orphans;
    private final ExperimentStore store;
    private final RevisionFactory revisions;
    private final History history;
    private final TransactionTemplate transaction;
    private final Clock clock;

    OrphanAdoption(
            Orphans orphans,
            ExperimentStore store,
            RevisionFactory revisions,
            History history,
            TransactionTemplate transaction,
            Clock clock) {
        this.orphans = orphans;
        this.store = store;
        this.revisions = revisions;
        this.history = history;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** One reading of what stands there. */
    private record Guess(Experiment experiment, List<Revision> past, Revision revision) {}

    StoredExperiment adopt(OrphanRoutes orphan, AdoptRequest request, Actor actor) {
        if (store.isUsed(orphan.experiment())) {
            throw new ProblemException(
                    ProblemType.ALREADY_EXISTS,
                    "The store knows " + orphan.experiment() + " and has ended it; its routes can only be removed.");
        }
        OrphanCookies cookies = OrphanCookies.of(orphan);
        List<Integer> priorities = OrphanPriority.candidates(
                request.priority(),
                store.routedIn(orphan.object().namespace(), orphan.object().name()));
        for (String control : byWeight(orphan)) {
            List<Variant> variants = orphan.variants(control);
            String text = request.rules() == null ? SimpleRules.of(orphan, control) : request.rules();
            ReadRules read = RuleReader.read(
                    text, "/rules", variants.stream().map(Variant::name).toList());
            for (int priority : priorities) {
                for (Boolean observe : OBSERVING) {
                    ExperimentSpec spec = spec(orphan, variants, read, priority, cookies.spec(), observe, actor);
                    Optional<Guess> found = read(orphan, spec, read, cookies, actor);
                    if (found.isPresent()) {
                        return insert(orphan, found.get(), actor);
                    }
                }
            }
        }
        throw notSaid(orphan, request.rules());
    }

    /**
     * Which number each rule has is told by the routes that the rules would have; how many those are, by the draws that are
     * held; and whose those are, by the numbers. So it is read again until nothing changes.
     */
    private Optional<Guess> read(
            OrphanRoutes orphan, ExperimentSpec spec, ReadRules rules, OrphanCookies cookies, Actor actor) {
        Set<List<Integer>> tried = new HashSet<>();
        List<Integer> numbers = List.of();
        boolean first = true;
        while (tried.add(numbers)) {
            Revision revision = revisions.adopted(
                    orphan.revision(), token(orphan), spec, rules, numbers, drawings(orphan), cookies.numbers(), actor);
            // Under numbers that are not theirs, rules would be given each other's draws.
            Optional<Map<Integer, List<DrawnWeights>>> drawn =
                    first ? Optional.empty() : OrphanDraws.of(orphan, spec, revision);
            List<Revision> past = drawn.map(history -> revisions.before(revision, spec.control(), history))
                    .orElse(List.of());
            Guess guess = new Guess(experiment(orphan, spec), past, revision);
            if (drawn.isPresent() && orphans.says(orphan, guess.experiment(), past, revision)) {
                return Optional.of(guess);
            }
            numbers = OrphanNumbers.of(orphan, revision, orphans.routes(orphan, guess.experiment(), past, revision));
            first = false;
        }
        return Optional.empty();
    }

    private Experiment experiment(OrphanRoutes orphan, ExperimentSpec spec) {
        return new Experiment(
                orphan.experiment(),
                1,
                spec,
                new ExperimentState.Running(clock.instant()),
                orphan.revision(),
                clock.instant(),
                true,
                List.of());
    }

    /** Routes of unknown experiments keep their place in front, so those that stand behind are adopted first. */
    private ProblemException notSaid(OrphanRoutes orphan, @Nullable String rules) {
        List<String> others = orphans.list().stream()
                .filter(other -> other.object().title().equals(orphan.object().title()))
                .map(OrphanRoutes::experiment)
                .filter(other -> !other.equals(orphan.experiment()))
                .toList();
        String hint = "send the rules as they were, or remove the orphan";
        return new ProblemException(
                ProblemType.CANNOT_DERIVE,
                "No rules are known that say exactly the routes that stand there.",
                List.of(ProblemError.at(
                        "/rules",
                        rules == null ? "cannot be read off the routes" : "say other routes than those",
                        others.isEmpty()
                                ? hint
                                : hint + "; of several orphans adopt those first whose routes stand behind: "
                                        + String.join(", ", others))));
    }

    private StoredExperiment insert(OrphanRoutes orphan, Guess guess, Actor actor) {
        StoredExperiment stored = transaction.execute(status -> {
            history.append(
                    guess.experiment().id(),
                    actor.name(),
                    "adopt",
                    guess.revision().number(),
                    null,
                    "+ " + guess.revision().rules());
            return store.insert(guess.experiment(), guess.past(), guess.revision());
        });
        orphans.adopted(orphan);
        return store.find(stored.id()).orElse(stored);
    }

    /** Control is most often the variant with the most traffic. */
    private static List<String> byWeight(OrphanRoutes orphan) {
        Map<String, Integer> weights = orphan.arms().stream()
                .filter(arm -> !arm.variant().equals("-"))
                .collect(Collectors.toMap(OrphanRoutes.Arm::variant, OrphanRoutes.Arm::weight, Integer::sum));
        return weights.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String token(OrphanRoutes orphan) {
        return orphan.arms().isEmpty() ? "" : orphan.arms().getFirst().token();
    }

    private static Map<Integer, Integer> drawings(OrphanRoutes orphan) {
        Map<Integer, Integer> drawings = new TreeMap<>();
        orphan.arms().forEach(arm -> drawings.merge(arm.rule(), arm.drawing(), Math::max));
        return drawings;
    }

    private static ExperimentSpec spec(
            OrphanRoutes orphan,
            List<Variant> variants,
            ReadRules rules,
            int priority,
            @Nullable StickyCookie cookie,
            Boolean observe,
            Actor actor) {
        return new ExperimentSpec(
                orphan.experiment(),
                "",
                actor.name(),
                orphan.object().namespace(),
                orphan.object().name(),
                orphan.object().name(),
                EventSource.APPLICATION,
                variants,
                rules.text(),
                MeasurementPlan.defaults(),
                null,
                priority == 0 ? null : Integer.valueOf(priority),
                cookie,
                observe ? null : observe);
    }
}
