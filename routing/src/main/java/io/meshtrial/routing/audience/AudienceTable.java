package io.meshtrial.routing.audience;

import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.routing.predicate.Languages;
import io.meshtrial.routing.predicate.Overlap;
import io.meshtrial.routing.predicate.Witness;
import io.meshtrial.routing.predicate.WitnessSearch;
import io.meshtrial.rules.language.RuleFormatter;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.resolution.ResolvedRule;
import io.meshtrial.rules.resolution.RuleResolver;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who gets what: rows that cover all requests to the routes that the experiment applies to, each request in exactly one
 * row, since a row takes what no row above it takes.
 */
public record AudienceTable(List<Row> rows) {

    private static final int MOST_RULES_FOR_PAIRS = 30;

    /**
     * One audience.
     *
     * @param rule ordinal of the rule, or 0 for requests that keep the base routes
     * @param audience in the rule language; "everyone else" for the last row
     * @param lessRules ordinals of earlier rules that take some of this audience first; behind more than 30 of them all are
     *     named, for nobody would wait until each pair was decided
     * @param unit null for requests that keep the base routes
     * @param parts of 10 000 per variant, in the order written; empty for requests that keep the base routes
     * @param example a request of this row, where one was found
     */
    public record Row(
            int rule,
            String audience,
            List<Integer> lessRules,
            @Nullable RandomisationUnit unit,
            Map<String, Integer> parts,
            @Nullable Witness example) {}

    public AudienceTable {
        rows = List.copyOf(rows);
    }

    /** Rows for rules that nothing reaches are left out. */
    public static AudienceTable of(ExperimentRouting experiment) {
        String control = experiment.variants().stream()
                .filter(variant -> variant.role() == VariantRole.CONTROL)
                .map(RoutedVariant::name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(experiment.id() + " has no control"));
        Languages languages = new Languages();
        List<Row> rows = new ArrayList<>();
        List<ResolvedRule> earlier = new ArrayList<>();
        for (ResolvedRule rule :
                RuleResolver.resolve(experiment.rules(), control).deciding()) {
            add(rule.ordinal(), audience(rule.condition()), rule.condition(), rule, earlier, languages, rows);
            earlier.add(rule);
        }
        add(0, "everyone else", new Condition.Always(), null, earlier, languages, rows);
        return new AudienceTable(rows);
    }

    private static String audience(Condition condition) {
        return condition instanceof Condition.Always ? "everyone" : RuleFormatter.format(condition);
    }

    private static void add(
            int ordinal,
            String audience,
            Condition condition,
            @Nullable ResolvedRule rule,
            List<ResolvedRule> earlier,
            Languages languages,
            List<Row> rows) {
        WitnessSearch.Result reached = Overlap.beyond(
                condition, earlier.stream().map(ResolvedRule::condition).toList(), languages);
        if (reached instanceof WitnessSearch.Result.None) {
            return;
        }
        List<Integer> less = earlier.stream()
                .filter(other -> earlier.size() > MOST_RULES_FOR_PAIRS
                        || !(Overlap.of(condition, other.condition(), languages) instanceof WitnessSearch.Result.None))
                .map(ResolvedRule::ordinal)
                .toList();
        Map<String, Integer> parts = new LinkedHashMap<>();
        if (rule != null) {
            rule.distribution()
                    .forEach(share -> parts.put(share.variant(), share.share().parts()));
        }
        rows.add(new Row(
                ordinal,
                !rows.isEmpty() && audience.equals("everyone") ? "everyone else" : audience,
                less,
                rule == null ? null : rule.unit(),
                parts,
                reached instanceof WitnessSearch.Result.Found(Witness example) ? example : null));
    }
}
