package io.meshtrial.events;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the route wrote into the request's {@code x-meshtrial} header:
 * {@code <experiment>;r<drawing revision>[.o<origin>];<rule>;<variant>;<service>;<token>[;<cookie>]}.
 *
 * @param drawingRevision the revision whose draw the route carries out
 * @param origin the revision of the cookie that this route redraws; null where the route redraws none
 * @param rule ordinal from 1, 0 for observed traffic
 * @param variant the assigned one, empty for none
 * @param destination host of the destination up to its first dot
 * @param token proves, to analytics, that the revision's route wrote it
 * @param cookie name of the cookie that keeps the rule's draws; null where it has the usual name
 */
public record RequestIdentity(
        String experiment,
        int drawingRevision,
        @Nullable Integer origin,
        int rule,
        String variant,
        String destination,
        String token,
        @Nullable String cookie) {

    public static final String HEADER = "x-meshtrial";

    private static final int MAX_LENGTH = 512;
    private static final int PARTS = 6;
    private static final String NO_VARIANT = "-";

    /** Reads the header's value; empty when it is of another form, and so not from an owned route. */
    public static Optional<RequestIdentity> parse(String header) {
        if (header.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String[] parts = header.split(";", -1);
        if (parts.length < PARTS || parts.length > PARTS + 1 || !parts[1].startsWith("r")) {
            return Optional.empty();
        }
        int originAt = parts[1].indexOf(".o");
        int drawing = Names.ordinal(parts[1].substring(1, originAt < 0 ? parts[1].length() : originAt));
        int origin = originAt < 0 ? 0 : Names.ordinal(parts[1].substring(originAt + 2));
        int rule = Names.ordinal(parts[2]);
        String cookie = parts.length == PARTS ? null : parts[PARTS];
        boolean wellFormed = drawing >= 0
                && origin >= 0
                && rule >= 0
                && Names.isExperiment(parts[0])
                && Names.isLabel(parts[3], EventBounds.MAX_VERSION)
                && Names.isLabel(parts[4], EventBounds.MAX_NAME)
                && Names.isLabel(parts[5], EventBounds.MAX_TOKEN)
                && (cookie == null || Names.isToken(cookie, ExperimentCookie.MAX_NAME));
        if (!wellFormed) {
            return Optional.empty();
        }
        String variant = NO_VARIANT.equals(parts[3]) ? "" : parts[3];
        return Optional.of(new RequestIdentity(
                parts[0], drawing, originAt < 0 ? null : origin, rule, variant, parts[4], parts[5], cookie));
    }

    /** Name of the cookie that holds the unit, if any does. */
    public String cookieName() {
        return cookie == null ? ExperimentCookie.nameFor(experiment) : cookie;
    }
}
