package io.meshtrial.experiment.definition;

import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.rules.language.RuleFormatter;
import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Allocation.VariantShare;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Share;
import io.meshtrial.rules.resolution.ResolvedRule;
import io.meshtrial.rules.resolution.RuleResolver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one rule that draws between control and a treatment: what a rollout moves. All other lines, comments included,
 * stay as they are.
 *
 * @param ordinal of the rule, from 1
 * @param share of the treatment
 */
public record Ramp(ReadRules rules, int ordinal, String treatment, Share share) {

    private static final double PARTS_PER_PERCENT = Share.WHOLE / 100.0;

    /** Empty where no rule draws, several do, or one draws among several treatments. */
    public static Optional<Ramp> of(ExperimentSpec spec, ReadRules rules) {
        return of(spec.variants(), rules);
    }

    static Optional<Ramp> of(List<Variant> variants, ReadRules rules) {
        List<ResolvedRule> drawn = RuleResolver.resolve(rules.rules(), control(variants)).deciding().stream()
                .filter(ResolvedRule::isRandomised)
                .toList();
        if (drawn.size() != 1) {
            return Optional.empty();
        }
        List<VariantShare> treatments = drawn.getFirst().distribution().stream()
                .filter(share -> !share.variant().equals(control(variants)))
                .toList();
        return treatments.size() == 1
                ? Optional.of(new Ramp(
                        rules,
                        drawn.getFirst().ordinal(),
                        treatments.getFirst().variant(),
                        treatments.getFirst().share()))
                : Optional.empty();
    }

    /** Share of the treatment in percent. */
    public double percent() {
        return share.parts() / PARTS_PER_PERCENT;
    }

    /** The rules with another share, exact to 0.01 %. */
    public ReadRules at(double percent) {
        Share next = new Share((int) Math.rint(percent * PARTS_PER_PERCENT));
        List<String> lines = new ArrayList<>(rules.text().lines().toList());
        Rule moved = switch (rules.rules().rules().get(ordinal - 1)) {
            case Rule.Allocate(var condition, var allocation) -> new Rule.Allocate(condition, moved(allocation, next));
            case Rule.EveryoneElse(var allocation) -> new Rule.EveryoneElse(moved(allocation, next));
            case Rule.Mirror mirror -> mirror;
        };
        lines.set(rules.line(ordinal) - 1, RuleFormatter.format(moved));
        return RuleReader.stored(String.join("\n", lines));
    }

    /** A share that control was given by name takes what the treatment leaves. */
    private Allocation moved(Allocation allocation, Share next) {
        List<VariantShare> shares = new ArrayList<>();
        for (VariantShare given : allocation.shares()) {
            shares.add(new VariantShare(
                    given.variant(), given.variant().equals(treatment) ? next : new Share(Share.WHOLE - next.parts())));
        }
        return new Allocation(allocation.unit(), shares);
    }

    private static String control(List<Variant> variants) {
        return variants.stream()
                .filter(variant -> variant.role() == VariantRole.CONTROL)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("every experiment has a control"))
                .name();
    }
}
