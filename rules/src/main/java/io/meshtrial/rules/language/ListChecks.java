package io.meshtrial.rules.language;

import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Allocation.VariantShare;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Share;
import java.util.ArrayList;
import java.util.List;

/** What the rules of one list must keep to among themselves. */
final class ListChecks {

    private final List<ListFault> faults = new ArrayList<>();
    private boolean everyoneElse;
    private boolean mirror;
    private int leftOver;

    private ListChecks() {}

    static List<ListFault> check(List<Rule> rules) {
        var checks = new ListChecks();
        for (int index = 0; index < rules.size(); index++) {
            checks.add(index, rules.get(index));
        }
        return checks.faults;
    }

    private void add(int index, Rule rule) {
        switch (rule) {
            case Rule.Mirror(Share _, String _) -> mirror(index);
            case Rule.Allocate(Condition _, Allocation allocation) -> {
                if (everyoneElse) {
                    faults.add(ListFault.ofRule(index, afterEveryoneElse()));
                }
                faults.addAll(AllocationChecks.check(index, allocation));
                leftOver = Math.max(0, Share.WHOLE - AllocationChecks.sum(allocation));
            }
            case Rule.EveryoneElse(Allocation allocation) -> {
                if (everyoneElse) {
                    faults.add(ListFault.ofRule(index, secondEveryoneElse()));
                }
                faults.addAll(AllocationChecks.check(index, allocation));
                inexact(index, allocation);
                everyoneElse = true;
            }
        }
    }

    private void mirror(int index) {
        if (mirror) {
            faults.add(ListFault.ofRule(
                    index,
                    new Complaint(
                            RejectionCode.DUPLICATE_MIRROR,
                            "there is a mirror already",
                            "one mirror in all",
                            "keep one of the two")));
        }
        mirror = true;
    }

    /** What the rule above leaves is dealt out by these shares; each product must be whole parts of 10 000. */
    private void inexact(int index, Allocation allocation) {
        for (int share = 0; share < allocation.shares().size(); share++) {
            VariantShare given = allocation.shares().get(share);
            if ((long) given.share().parts() * leftOver % Share.WHOLE != 0) {
                faults.add(new ListFault(
                        index,
                        ListFault.Part.SHARE,
                        share,
                        new Complaint(
                                RejectionCode.SHARES_NOT_EXACT,
                                Percent.format(given.share()) + " of the " + Percent.format(new Share(leftOver))
                                        + " that the rule above leaves is finer than 0.01%",
                                "shares that come out even",
                                "write the rule above with all its shares, up to 100%")));
                return;
            }
        }
    }

    private static Complaint afterEveryoneElse() {
        return new Complaint(
                RejectionCode.RULE_AFTER_EVERYONE_ELSE,
                "no request reaches a rule after everyone else",
                "everyone else in the last place",
                "move this rule up");
    }

    private static Complaint secondEveryoneElse() {
        return new Complaint(
                RejectionCode.DUPLICATE_EVERYONE_ELSE,
                "there is an everyone else already",
                "one everyone else, in the last place",
                "keep one of the two");
    }
}
