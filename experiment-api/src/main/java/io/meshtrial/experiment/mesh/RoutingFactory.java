package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.RuleReader;
import io.meshtrial.experiment.definition.TargetAllocation;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.routing.compile.Drawing;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.HostObjects;
import io.meshtrial.routing.compile.RuleNumber;
import io.meshtrial.routing.sticky.DrawnWeights;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.model.Rules;
import io.meshtrial.rules.resolution.ResolvedRule;
import io.meshtrial.rules.resolution.RuleResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Says an experiment in the compiler's terms. */
@Component
public class RoutingFactory {

    /** Stands where a revision's token would, in everything that is shown. */
    public static final String REDACTED = "redacted-redacted-reda";

    private final ExperimentStore store;
    private final PublishedSpecs published;

    RoutingFactory(ExperimentStore store, PublishedSpecs published) {
        this.store = store;
        this.published = published;
    }

    /**
     * @param past the revisions that may have stood in the mesh before, for the cookies that they gave out
     * @param token the revision's, or {@link #REDACTED}
     */
    public ExperimentRouting of(Experiment experiment, Revision revision, List<Revision> past, String token) {
        Map<Integer, Drawing> drawings = new HashMap<>();
        drawings.put(0, Drawing.of(revision.number(), token));
        Rules rules = RuleReader.stored(revision.rules()).rules();
        List<ResolvedRule> deciding =
                RuleResolver.resolve(rules, experiment.spec().control()).deciding();
        for (int i = 0; i < deciding.size(); i++) {
            TargetAllocation allocation = revision.allocations().get(i);
            Integer cookie = allocation.cookie();
            drawings.put(
                    deciding.get(i).ordinal(),
                    new Drawing(
                            allocation.drawingRevision(),
                            token,
                            history(allocation, revision, past),
                            new RuleNumber(allocation.number(), cookie == null ? 0 : cookie)));
        }
        return new ExperimentRouting(
                experiment.id(),
                revision.number(),
                experiment.spec().variants().stream().map(Variant::routed).toList(),
                rules,
                drawings,
                experiment.spec().observes(),
                experiment.spec().precedence(),
                experiment.createdAt(),
                experiment.spec().stickySettings());
    }

    /**
     * The compiler's view of the host: other experiments that stand on the same VirtualService included, and the routes that
     * all of them last published there, so that a renamed one is taken for what it is.
     */
    public HostObjects host(LiveHost live, String experiment) {
        List<ExperimentRouting> others =
                store
                        .routedIn(
                                live.virtualService().namespace(),
                                live.virtualService().name())
                        .stream()
                        .filter(other -> !other.id().equals(experiment))
                        .map(other -> of(other.experiment(), other.revision(), List.of(), REDACTED))
                        .toList();
        return new HostObjects(
                live.virtualService(),
                live.otherVirtualServices(),
                live.destinationRules(),
                others,
                published.known(live.virtualService(), experiment),
                live.gateways());
    }

    /** What the rule's cookie was given out by, whichever number the rule had. */
    private static List<DrawnWeights> history(TargetAllocation allocation, Revision revision, List<Revision> past) {
        if (allocation.unit() != RandomisationUnit.USER) {
            return List.of();
        }
        Map<Integer, Map<String, Integer>> weights = new TreeMap<>();
        for (Revision earlier : past) {
            if (earlier.number() < revision.number()) {
                earlier.allocations().stream()
                        .filter(old -> Objects.equals(old.cookie(), allocation.cookie()))
                        .forEach(old -> weights.put(old.drawingRevision(), old.weights()));
            }
        }
        weights.put(allocation.drawingRevision(), allocation.weights());
        return weights.entrySet().stream()
                .map(entry -> new DrawnWeights(entry.getKey(), entry.getValue()))
                .toList();
    }
}
