package io.meshtrial.routing.compile;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an owned route: {@code meshtrial/<experiment>/r<revision>/<rule>.<base ordinal>[.<role>]}. Access logs
 * and configuration dumps show it verbatim, so ownership and revision can be read there.
 *
 * @param rule the number that the rule keeps for life, 0 where none decides
 * @param role empty for a rule's plain route
 */
public record RouteName(String experiment, int revision, int rule, int base, String role) {

    public static final String PREFIX = "meshtrial/";

    private static final Pattern EXPERIMENT = Pattern.compile("[a-z0-9-]{1,40}");
    private static final int MOST_DIGITS = 9;

    /** Reads a name; a delegate's {@code root-} prefix is accepted, a match's name remains at the end of the role. */
    public static Optional<RouteName> parse(String name) {
        String own = name.startsWith("root-") ? name.substring("root-".length()) : name;
        if (!own.startsWith(PREFIX)) {
            return Optional.empty();
        }
        int revision = own.indexOf("/r", PREFIX.length());
        int rule = own.indexOf('/', revision + 2);
        int base = own.indexOf('.', rule);
        if (revision < 0 || rule < 0 || base < 0) {
            return Optional.empty();
        }
        int role = own.indexOf('.', base + 1);
        String experiment = own.substring(PREFIX.length(), revision);
        int[] numbers = {
            number(own, revision + 2, rule),
            number(own, rule + 1, base),
            number(own, base + 1, role < 0 ? own.length() : role)
        };
        boolean sound = EXPERIMENT.matcher(experiment).matches()
                && Arrays.stream(numbers).allMatch(number -> number >= 0)
                && role != own.length() - 1;
        return sound
                ? Optional.of(new RouteName(
                        experiment, numbers[0], numbers[1], numbers[2], role < 0 ? "" : own.substring(role + 1)))
                : Optional.empty();
    }

    /**
     * Reads a name as access logs and merged tables show it: a delegate's route has the name of the route that delegates
     * and a hyphen before its own (recorded: c0601). Objects are never read so: there such a name is somebody else's.
     */
    public static Optional<RouteName> logged(String name) {
        int own = name.startsWith(PREFIX) ? 0 : name.indexOf("-" + PREFIX) + 1;
        return parse(name.substring(own));
    }

    /** At most nine decimal digits, or -1. */
    private static int number(String text, int from, int to) {
        int number = to > from && to - from <= MOST_DIGITS ? 0 : -1;
        for (int i = from; i < to && number >= 0; i++) {
            char c = text.charAt(i);
            number = c >= '0' && c <= '9' ? number * 10 + (c - '0') : -1;
        }
        return number;
    }

    /** Whether a route of that name is some experiment's. */
    public static boolean isOwned(String name) {
        return name.startsWith(PREFIX);
    }

    public String text() {
        return PREFIX + experiment + "/r" + revision + "/" + rule + "." + base + (role.isEmpty() ? "" : "." + role);
    }
}
