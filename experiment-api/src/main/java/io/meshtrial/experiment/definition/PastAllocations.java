package io.meshtrial.experiment.definition;

import io.meshtrial.routing.sticky.DrawnWeights;
import io.meshtrial.rules.language.RuleFormatter;
import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Allocation.VariantShare;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Share;
import io.meshtrial.rules.resolution.ResolvedRule;
import io.meshtrial.rules.resolution.RuleResolver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What the rules of an adopted revision gave at the revisions before it, as far as draws that are still held say it. */
final class PastAllocations {

    private final Revision adopted;
    private final List<Rule> rules;
    private final List<ResolvedRule> deciding;
    private final Map<Integer, List<DrawnWeights>> drawn;

    PastAllocations(Revision adopted, String control, Map<Integer, List<DrawnWeights>> drawn) {
        this.adopted = adopted;
        this.drawn = drawn;
        ReadRules read = RuleReader.stored(adopted.rules());
        this.rules = read.rules().rules();
        this.deciding = RuleResolver.resolve(read.rules(), control).deciding();
    }

    /** Those at which something was drawn that is still held. */
    List<Integer> revisions() {
        return List.copyOf(drawn.values().stream()
                .flatMap(List::stream)
                .map(DrawnWeights::revision)
                .filter(revision -> revision < adopted.number())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    String text(int revision) {
        return of(revision).stream().map(TargetAllocation::text).collect(Collectors.joining("\n"));
    }

    /** A rule that was drawn first later is not among them. */
    List<TargetAllocation> of(int revision) {
        List<TargetAllocation> result = new ArrayList<>();
        for (int i = 0; i < deciding.size(); i++) {
            TargetAllocation now = adopted.allocations().get(i);
            int line = result.size() + 1;
            if (now.drawingRevision() <= revision) {
                result.add(at(line, i, now.drawingRevision(), now.weights()));
            } else {
                int rule = i;
                drawn.getOrDefault(now.number(), List.of()).reversed().stream()
                        .filter(weights -> weights.revision() <= revision)
                        .findFirst()
                        .ifPresent(weights -> result.add(at(line, rule, weights.revision(), weights.parts())));
            }
        }
        return result;
    }

    private TargetAllocation at(int line, int index, int drawing, Map<String, Integer> parts) {
        TargetAllocation now = adopted.allocations().get(index);
        Map<String, Integer> weights = new LinkedHashMap<>();
        now.weights().keySet().forEach(variant -> weights.put(variant, parts.getOrDefault(variant, 0)));
        List<VariantShare> shares = weights.entrySet().stream()
                .filter(share -> share.getValue() > 0)
                .map(share -> new VariantShare(share.getKey(), new Share(share.getValue())))
                .toList();
        ResolvedRule rule = deciding.get(index);
        Allocation given = new Allocation(rule.unit(), shares);
        Rule said = rules.get(rule.ordinal() - 1) instanceof Rule.EveryoneElse
                ? new Rule.EveryoneElse(given)
                : new Rule.Allocate(rule.condition(), given);
        return new TargetAllocation(
                now.rule(),
                line,
                RuleFormatter.format(said),
                drawing,
                now.unit(),
                shares.size() > 1,
                weights,
                now.cookie());
    }
}
