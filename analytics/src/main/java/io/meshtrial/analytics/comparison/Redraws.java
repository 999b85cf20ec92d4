package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Revision;
import io.meshtrial.analytics.definition.RuleAllocation;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.analytics.tally.Stratum;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The shares with which the users of a stratum were drawn. A first draw has the rule's weights. A redraw of an older cookie
 * goes by the product of the ramp's steps since: an arm that shrank gives up (w − w′)/w of its holders, spread over the
 * growing arms in proportion to their growth; arms that grow or stay keep all.
 */
final class Redraws {

    private Redraws() {}

    /** Empty where holders of several arms were redrawn with different shares: then no one share is known. */
    static Optional<Map<String, Double>> shares(Experiment experiment, Stratum stratum, RuleAllocation allocation) {
        List<String> variants =
                experiment.variants().stream().map(Variant::name).toList();
        if (stratum.origin() == 0) {
            return Optional.of(shares(variants, allocation));
        }
        List<Map<String, Double>> history = history(experiment, stratum, variants);
        if (history.size() < 2) {
            return Optional.empty();
        }
        List<Map<String, Double>> redrawn = variants.stream()
                .filter(holder -> history.getFirst().getOrDefault(holder, 0.0) > 0)
                .map(holder -> row(holder, variants, history))
                .filter(row -> row.values().stream().noneMatch(share -> share > 1 - 1e-12))
                .distinct()
                .toList();
        return redrawn.size() == 1 ? Optional.of(redrawn.getFirst()) : Optional.empty();
    }

    /**
     * The rule's weights from the cookie's draw to the present one, in the order of time. What was stored and overtaken
     * before it stood in the mesh is no step: the routes know nothing of it either.
     */
    private static List<Map<String, Double>> history(Experiment experiment, Stratum stratum, List<String> variants) {
        SortedMap<Integer, Map<String, Double>> draws = new TreeMap<>();
        for (Revision revision :
                experiment.revisions().stream().filter(Revision::mayHaveStood).toList()) {
            for (RuleAllocation allocation : revision.allocations()) {
                int draw = allocation.drawingRevision();
                if (allocation.rule() == stratum.rule()
                        && draw >= stratum.origin()
                        && draw <= stratum.drawingRevision()) {
                    draws.put(draw, shares(variants, allocation));
                }
            }
        }
        return draws.containsKey(stratum.origin()) ? List.copyOf(draws.values()) : List.of();
    }

    private static Map<String, Double> row(String holder, List<String> variants, List<Map<String, Double>> history) {
        Map<String, Double> row = new HashMap<>();
        row.put(holder, 1.0);
        for (int step = 1; step < history.size(); step++) {
            row = stepped(row, variants, history.get(step - 1), history.get(step));
        }
        return row;
    }

    private static Map<String, Double> stepped(
            Map<String, Double> row, List<String> variants, Map<String, Double> from, Map<String, Double> to) {
        double growth = 0;
        for (String variant : variants) {
            growth += Math.max(0, of(to, variant) - of(from, variant));
        }
        if (growth == 0) {
            return row;
        }
        Map<String, Double> next = new HashMap<>();
        for (String holder : variants) {
            double given = of(row, holder)
                    * Math.max(0, of(from, holder) - of(to, holder))
                    / Math.max(1e-300, of(from, holder));
            next.merge(holder, of(row, holder) - given, Double::sum);
            for (String taker : variants) {
                double grown = Math.max(0, of(to, taker) - of(from, taker));
                next.merge(taker, given * grown / growth, Double::sum);
            }
        }
        return next;
    }

    private static Map<String, Double> shares(List<String> variants, RuleAllocation allocation) {
        Map<String, Double> shares = new HashMap<>();
        variants.forEach(variant -> shares.put(variant, allocation.share(variant)));
        return shares;
    }

    private static double of(Map<String, Double> shares, String variant) {
        return shares.getOrDefault(variant, 0.0);
    }
}
