package io.meshtrial.experiment.definition;

import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.rules.language.RuleFormatter;
import io.meshtrial.rules.resolution.ResolvedRule;
import io.meshtrial.rules.resolution.RuleResolver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each rule of a revision gives, and since which revision it draws so. */
final class Allocations {

    private Allocations() {}

    /** @param before the revision before, whose drawing goes on where a rule's weights stay */
    static List<TargetAllocation> of(ExperimentSpec spec, ReadRules read, int number, @Nullable Revision before) {
        List<TargetAllocation> allocations = new ArrayList<>();
        for (ResolvedRule rule :
                RuleResolver.resolve(read.rules(), control(spec)).deciding()) {
            Map<String, Integer> weights = new LinkedHashMap<>();
            spec.variants().forEach(variant -> weights.put(variant.name(), 0));
            rule.distribution()
                    .forEach(share -> weights.put(share.variant(), share.share().parts()));
            String text = RuleFormatter.format(read.rules().rules().get(rule.ordinal() - 1));
            TargetAllocation fresh = new TargetAllocation(
                    String.valueOf(rule.ordinal()),
                    read.line(rule.ordinal()),
                    text,
                    number,
                    rule.unit(),
                    rule.isRandomised(),
                    weights);
            allocations.add(continuing(fresh, before));
        }
        return allocations;
    }

    private static TargetAllocation continuing(TargetAllocation fresh, @Nullable Revision before) {
        if (before == null) {
            return fresh;
        }
        return before.allocations().stream()
                .filter(old -> old.rule().equals(fresh.rule())
                        && old.text().equals(fresh.text())
                        && old.unit() == fresh.unit()
                        && old.weights().equals(fresh.weights()))
                .findFirst()
                .map(old -> new TargetAllocation(
                        fresh.rule(),
                        fresh.line(),
                        fresh.text(),
                        old.drawingRevision(),
                        fresh.unit(),
                        fresh.randomised(),
                        fresh.weights()))
                .orElse(fresh);
    }

    private static String control(ExperimentSpec spec) {
        return spec.variants().stream()
                .filter(variant -> variant.role() == VariantRole.CONTROL)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("every experiment has a control"))
                .name();
    }
}
