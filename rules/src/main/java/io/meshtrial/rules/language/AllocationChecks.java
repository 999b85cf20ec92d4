package io.meshtrial.rules.language;

import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Share;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One allocation by itself: each variant once, together at most everything. */
final class AllocationChecks {

    private AllocationChecks() {}

    static List<ListFault> check(int rule, Allocation allocation) {
        List<ListFault> faults = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int sum = 0;
        boolean over = false;
        for (int index = 0; index < allocation.shares().size(); index++) {
            Allocation.VariantShare share = allocation.shares().get(index);
            if (!seen.add(share.variant())) {
                faults.add(new ListFault(rule, ListFault.Part.VARIANT, index, duplicate(share.variant())));
            }
            sum += share.share().parts();
            if (sum > Share.WHOLE && !over) {
                over = true;
                faults.add(new ListFault(rule, ListFault.Part.SHARE, index, overWhole(allocation)));
            }
        }
        return faults;
    }

    static int sum(Allocation allocation) {
        return allocation.shares().stream()
                .mapToInt(share -> share.share().parts())
                .sum();
    }

    private static Complaint duplicate(String variant) {
        return new Complaint(
                RejectionCode.DUPLICATE_VARIANT,
                variant + " has a share already",
                "each variant once",
                "add the shares up, or name another variant");
    }

    private static Complaint overWhole(Allocation allocation) {
        int over = sum(allocation) - Share.WHOLE;
        return new Complaint(
                RejectionCode.SHARES_OVER_WHOLE,
                "the shares add up to more than 100%",
                "at most 100% in one rule",
                over <= Share.WHOLE ? "take " + Percent.format(new Share(over)) + " off" : "take shares off");
    }
}
