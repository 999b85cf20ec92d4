package io.meshtrial.events;

import java.util.Optional;

/**
 * The cookie of a sticky rule: {@code <name>=<variant>.r<drawing revision>.o<origin>.<unit id>}. The identity header
 * says its name where that is not {@code mt-<experiment>}.
 *
 * @param origin revision of the cookie that was redrawn, 0 for a first draw
 * @param unitId the request id of the request that drew; kept in memory only as long as it takes to hash it
 */
public record ExperimentCookie(String variant, int drawingRevision, int origin, String unitId) {

    private static final int MAX_LENGTH = 256;

    /** The longest name: 64 characters, and a rule's ordinal behind them. */
    static final int MAX_NAME = 80;

    /** The usual name of an experiment's cookie. */
    public static String nameFor(String experiment) {
        return "mt-" + experiment;
    }

    /** Reads the cookie's value; empty when it is of another form. */
    public static Optional<ExperimentCookie> parse(String value) {
        int unit = value.lastIndexOf('.');
        int origin = value.lastIndexOf(".o", unit - 1);
        int drawing = value.lastIndexOf(".r", origin - 1);
        if (value.length() > MAX_LENGTH || drawing < 1) {
            return Optional.empty();
        }
        String variant = value.substring(0, drawing);
        int drawingRevision = Names.ordinal(value.substring(drawing + 2, origin));
        int originRevision = Names.ordinal(value.substring(origin + 2, unit));
        String unitId = value.substring(unit + 1);
        boolean wellFormed = drawingRevision >= 0
                && originRevision >= 0
                && Names.isLabel(variant, EventBounds.MAX_VERSION)
                && Names.isLabel(unitId, Draw.MAX_UNIT_ID);
        return wellFormed
                ? Optional.of(new ExperimentCookie(variant, drawingRevision, originRevision, unitId))
                : Optional.empty();
    }
}
