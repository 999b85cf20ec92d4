package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.predicate.Languages;
import io.meshtrial.routing.predicate.MatchConditions;
import io.meshtrial.routing.predicate.Overlap;
import io.meshtrial.routing.predicate.WitnessSearch;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for a request that rules of two experiments would both decide: one that a base route of both serves, and no route
 * before it. Rules that meet only on requests that nobody, or another route, serves do not meet.
 */
final class CommonRequests {

    /** Entries before a base route that a request must pass by; of more, some are not held against it. */
    private static final int MOST_ENTRIES = 200;

    private CommonRequests() {}

    static WitnessSearch.Result of(
            ExperimentRouting one,
            ExperimentRouting other,
            String namespace,
            List<BaseRoute> base,
            Languages languages) {
        Set<Integer> common = new HashSet<>(BaseRoute.servedBy(one, namespace, base));
        common.retainAll(BaseRoute.servedBy(other, namespace, base));
        Condition mine = audience(one);
        Condition theirs = audience(other);
        if (Overlap.of(mine, theirs, languages) instanceof WitnessSearch.Result.None none) {
            return none;
        }
        List<Condition> earlier = new ArrayList<>();
        boolean unknown = false;
        boolean allSaid = true;
        for (BaseRoute route : base) {
            for (ObjectNode entry : route.matches()) {
                // Fields that no condition says make it take less. Without them the search has more room: "none"
                // stands,
                // a request that it finds may be served by neither.
                Condition said = MatchConditions.of(entry, languages);
                boolean whole = MatchConditions.unsaid(entry).isEmpty();
                if (common.contains(route.ordinal())) {
                    switch (Overlap.of(List.of(said, mine, theirs), earlier, languages)) {
                        case WitnessSearch.Result.Found found -> {
                            if (allSaid && whole) {
                                return found;
                            }
                            unknown = true;
                        }
                        case WitnessSearch.Result.Unknown _ -> unknown = true;
                        case WitnessSearch.Result.None _ -> {}
                    }
                }
                if (whole && earlier.size() < MOST_ENTRIES) {
                    earlier.add(said);
                } else {
                    allSaid = false;
                }
            }
        }
        return unknown ? new WitnessSearch.Result.Unknown() : new WitnessSearch.Result.None();
    }

    private static Condition audience(ExperimentRouting experiment) {
        List<Condition> conditions = new ArrayList<>();
        for (Rule rule : experiment.rules().rules()) {
            switch (rule) {
                case Rule.Allocate allocate -> conditions.add(allocate.condition());
                case Rule.EveryoneElse _ -> conditions.add(new Condition.Always());
                case Rule.Mirror _ -> {}
            }
        }
        return new Condition.Or(conditions);
    }
}
