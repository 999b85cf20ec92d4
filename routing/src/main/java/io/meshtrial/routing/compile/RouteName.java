package io.meshtrial.routing.compile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an owned route: {@code meshtrial/<experiment>/r<revision>/<rule>.<base ordinal>[.<role>]}. Access logs
 * and configuration dumps show it verbatim, so ownership and revision can be read there.
 *
 * @param role empty for a rule's plain route
 */
public record RouteName(String experiment, int revision, int rule, int base, String role) {

    public static final String PREFIX = "meshtrial/";

    private static final Pattern NAME = Pattern.compile(
            "(?:root-)?meshtrial/([a-z0-9-]{1,40})/r([0-9]{1,9})/([0-9]{1,9})\\.([0-9]{1,9})(?:\\.(.+))?");

    /** Reads a name; a delegate's {@code root-} prefix is accepted, a match's name remains at the end of the role. */
    public static Optional<RouteName> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!name.contains(PREFIX) || !matcher.matches()) {
            return Optional.empty();
        }
        String role = matcher.group(5);
        return Optional.of(new RouteName(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                Integer.parseInt(matcher.group(4)),
                role == null ? "" : role));
    }

    /** Whether a route of that name is some experiment's. */
    public static boolean isOwned(String name) {
        return name.startsWith(PREFIX);
    }

    public String text() {
        return PREFIX + experiment + "/r" + revision + "/" + rule + "." + base + (role.isEmpty() ? "" : "." + role);
    }
}
