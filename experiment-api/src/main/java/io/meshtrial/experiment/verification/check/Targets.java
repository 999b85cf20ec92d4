package io.meshtrial.experiment.verification.check;

import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.RuleReader;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.rules.model.Allocation.VariantShare;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.model.Share;
import io.meshtrial.rules.resolution.ResolvedRule;
import io.meshtrial.rules.resolution.RuleResolver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the rules say about each variant's share of all the host's requests. "10% to v2" fixes it; "20% of Firefox to v2,
 * everyone else to v1" bounds it, since nobody fixes how many people use Firefox; and requests that no rule takes may go
 * anywhere.
 *
 * @param users whether a rule assigns users, whose requests are no independent draws
 */
public record Targets(Map<String, Bounds> byVariant, boolean users) {

    private static final Bounds ANY = new Bounds(0, 1);

    /** Least and greatest share, as fractions; equal where the rules fix it. */
    public record Bounds(double lower, double upper) {
        Bounds include(double share) {
            return new Bounds(Math.min(lower, share), Math.max(upper, share));
        }
    }

    public static Targets of(ExperimentSpec spec, Revision revision) {
        List<ResolvedRule> rules = RuleResolver.resolve(
                        RuleReader.stored(revision.rules()).rules(), control(spec))
                .deciding();
        boolean users = rules.stream().anyMatch(rule -> rule.unit() == RandomisationUnit.USER);
        int everyone = 0;
        while (everyone < rules.size() && !(rules.get(everyone).condition() instanceof Condition.Always)) {
            everyone++;
        }
        Map<String, Bounds> bounds = new LinkedHashMap<>();
        for (Variant variant : spec.variants()) {
            bounds.put(
                    variant.name(),
                    everyone == rules.size() ? ANY : bounds(rules.subList(0, everyone + 1), variant.name()));
        }
        return new Targets(bounds, users);
    }

    /** False where no share would contradict the rules. */
    public boolean sayAnything() {
        return byVariant.values().stream().anyMatch(bounds -> bounds.lower() > 0 || bounds.upper() < 1);
    }

    private static Bounds bounds(List<ResolvedRule> rules, String variant) {
        double first = share(rules.getFirst(), variant);
        Bounds bounds = new Bounds(first, first);
        for (ResolvedRule rule : rules) {
            bounds = bounds.include(share(rule, variant));
        }
        return bounds;
    }

    private static double share(ResolvedRule rule, String variant) {
        return rule.distribution().stream()
                .filter(share -> share.variant().equals(variant))
                .map(VariantShare::share)
                .findFirst()
                .map(share -> (double) share.parts() / Share.WHOLE)
                .orElse(0.0);
    }

    /** Name of the control. */
    public static String control(ExperimentSpec spec) {
        return spec.variants().stream()
                .filter(variant -> variant.role() == VariantRole.CONTROL)
                .map(Variant::name)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("every experiment has a control"));
    }
}
