package io.meshtrial.routing.compile;

import io.meshtrial.routing.sticky.StickySettings;
import io.meshtrial.rules.model.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the compiler needs to know of an experiment.
 *
 * @param id {@code [a-z0-9-]{1,40}}
 * @param revision of the experiment's rules; appears in the routes' names
 * @param drawings per rule ordinal from 1; 0 is the traffic that is only observed
 * @param observe whether the rest of the host's traffic is also given the identity header, as variant {@code -}
 * @param priority experiments of one host are placed by priority, the highest first, then by creation
 */
public record ExperimentRouting(
        String id,
        int revision,
        List<RoutedVariant> variants,
        Rules rules,
        Map<Integer, Drawing> drawings,
        boolean observe,
        int priority,
        Instant createdAt,
        StickySettings sticky) {

    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,40}");

    public ExperimentRouting {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an experiment's id is 1 to 40 of a-z, 0-9 and -, not: " + id);
        }
        variants = List.copyOf(variants);
        drawings = Map.copyOf(drawings);
        Map<Integer, Drawing> given = drawings;
        if (given.keySet().stream()
                        .map(ordinal -> number(given, ordinal))
                        .distinct()
                        .count()
                < given.size()) {
            throw new IllegalArgumentException("two rules of " + id + " have one number: " + given);
        }
    }

    /** The number that a rule keeps for life, by its ordinal; 0 for traffic that no rule takes. */
    int number(int ordinal) {
        return number(drawings, ordinal);
    }

    private static int number(Map<Integer, Drawing> drawings, int ordinal) {
        Drawing drawing = drawings.get(ordinal);
        return drawing == null || drawing.rule() == null
                ? ordinal
                : drawing.rule().number();
    }
}
