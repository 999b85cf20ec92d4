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
import io.meshtrial.experiment.mesh.OrphanRoutes;
import io.meshtrial.experiment.mesh.Orphans;
import io.meshtrial.experiment.rest.ProblemError;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    /** As usual first: routes of an experiment that observes and has nothing to observe say nothing of it. */
    private static final List<Boolean> OBSERVING = List.of(true, false);

    /** @param rules where the caller knows them; null to read them off the weights */
    StoredExperiment adopt(OrphanRoutes orphan, @Nullable String rules, Actor actor) {
        if (store.isUsed(orphan.experiment())) {
            throw new ProblemException(
                    ProblemType.ALREADY_EXISTS,
                    "The store knows " + orphan.experiment() + " and has ended it; its routes can only be removed.");
        }
        OrphanCookies cookies = OrphanCookies.of(orphan);
        for (String control : byWeight(orphan)) {
            List<Variant> variants = orphan.variants(control);
            String text = rules == null ? SimpleRules.of(orphan, control) : rules;
            ReadRules read = RuleReader.read(
                    text, "/rules", variants.stream().map(Variant::name).toList());
            for (Boolean observe : OBSERVING) {
                ExperimentSpec spec = spec(orphan, variants, read, cookies.spec(), observe, actor);
                Revision revision = revisions.adopted(
                        orphan.revision(),
                        token(orphan),
                        spec,
                        read,
                        numbers(orphan),
                        drawings(orphan),
                        cookies.numbers(),
                        actor);
                Experiment experiment = new Experiment(
                        orphan.experiment(),
                        1,
                        spec,
                        new ExperimentState.Running(clock.instant()),
                        orphan.revision(),
                        clock.instant(),
                        true,
                        List.of());
                if (orphans.says(orphan, experiment, revision)) {
                    return insert(orphan, experiment, revision, actor);
                }
            }
        }
        throw new ProblemException(
                ProblemType.CANNOT_DERIVE,
                "No rules are known that say exactly the routes that stand there.",
                List.of(ProblemError.at(
                        "/rules",
                        rules == null ? "cannot be read off the routes" : "say other routes than those",
                        "send the rules as they were, or remove the orphan")));
    }

    private StoredExperiment insert(OrphanRoutes orphan, Experiment experiment, Revision revision, Actor actor) {
        StoredExperiment stored = transaction.execute(status -> {
            history.append(experiment.id(), actor.name(), "adopt", revision.number(), null, "+ " + revision.rules());
            return store.insert(experiment, revision);
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

    /** The numbers of its rules in the order of its routes, which is that of the rules. */
    private static List<Integer> numbers(OrphanRoutes orphan) {
        return orphan.arms().stream()
                .map(OrphanRoutes.Arm::rule)
                .filter(rule -> rule > 0)
                .distinct()
                .toList();
    }

    private static ExperimentSpec spec(
            OrphanRoutes orphan,
            List<Variant> variants,
            ReadRules rules,
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
                null,
                cookie,
                observe ? null : observe);
    }
}
