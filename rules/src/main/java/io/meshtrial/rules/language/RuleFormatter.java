package io.meshtrial.rules.language;

import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Rules;
import io.meshtrial.rules.model.Share;
import java.util.stream.Collectors;

/** Canonical rule text: what it writes parses to the rules it was given, and formats to itself. */
public final class RuleFormatter {

    private RuleFormatter() {}

    /** One rule a line, each line ended by a line feed. */
    public static String format(Rules rules) {
        return rules.rules().stream().map(rule -> format(rule) + "\n").collect(Collectors.joining());
    }

    /** One rule without a line end. */
    public static String format(Rule rule) {
        return switch (rule) {
            case Rule.Allocate(Condition condition, Allocation allocation) -> allocate(condition, allocation);
            case Rule.EveryoneElse(Allocation allocation) ->
                isAllToOne(allocation)
                        ? "everyone else to " + onlyVariant(allocation)
                        : "everyone else: " + (isByUser(allocation) ? "users: " : "") + shares(allocation);
            case Rule.Mirror(Share share, String variant) -> "mirror " + Percent.format(share) + " to " + variant;
        };
    }

    /** A condition as a rule would write it. */
    public static String format(Condition condition) {
        return ConditionFormatter.format(condition);
    }

    /** A share in percent, for example {@code 12.5%}. */
    public static String format(Share share) {
        return Percent.format(share);
    }

    private static String allocate(Condition condition, Allocation allocation) {
        boolean everyone = condition instanceof Condition.Always;
        if (isByUser(allocation)) {
            return (everyone ? "users: " : "users of " + format(condition) + ": ") + shares(allocation);
        }
        if (everyone) {
            return shares(allocation);
        }
        if (isAllToOne(allocation)) {
            return format(condition) + " to " + onlyVariant(allocation);
        }
        if (allocation.shares().size() == 1) {
            Share share = allocation.shares().getFirst().share();
            return Percent.format(share) + " of " + format(condition) + " to " + onlyVariant(allocation);
        }
        return format(condition) + ": " + shares(allocation);
    }

    private static String shares(Allocation allocation) {
        return allocation.shares().stream()
                .map(share -> Percent.format(share.share()) + " to " + share.variant())
                .collect(Collectors.joining(", "));
    }

    private static boolean isByUser(Allocation allocation) {
        return allocation.unit() == RandomisationUnit.USER;
    }

    private static boolean isAllToOne(Allocation allocation) {
        return !isByUser(allocation)
                && allocation.shares().size() == 1
                && allocation.shares().getFirst().share().isWhole();
    }

    private static String onlyVariant(Allocation allocation) {
        return allocation.shares().getFirst().variant();
    }
}
