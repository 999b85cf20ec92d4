package io.meshtrial.analytics.ingest.accesslog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the name of an owned route says:
 * {@code [<root>-]meshtrial/<experiment>/r<revision>/<rule>.<base ordinal>[.<role>][.<match name>]}. Routes of a delegate
 * have the name of the route that delegates before their own, whatever that name is; the match name is what istiod appends.
 *
 * @param revision that routed the request
 * @param rule from 1; 0 where no rule decided
 * @param role empty for a rule's plain route
 */
record OwnedRoute(String experiment, int revision, int rule, String role) {

    private static final String PREFIX = "meshtrial/";
    private static final Pattern NAME = Pattern.compile(
            "(?:.*-)?meshtrial/([a-z0-9-]{1,40})/r([0-9]{1,9})/([0-9]{1,9})\\.[0-9]{1,9}(?:\\.(.{1,200}))?");

    /** Whether some experiment's route has that name, in whatever form. */
    static boolean isOwned(String name) {
        return name.startsWith(PREFIX) || name.contains("-" + PREFIX);
    }

    /** Empty when the name is of another form. */
    static Optional<OwnedRoute> parse(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String role = matcher.group(4);
        return Optional.of(new OwnedRoute(
                matcher.group(1),
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)),
                role == null ? "" : role));
    }

    /** Whether the route confirms a publication, or only passes on what a condition leaves out. */
    boolean isOutsideTheExperiment() {
        return rule == 0 && !role.startsWith("observe");
    }
}
