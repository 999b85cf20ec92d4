package io.meshtrial.events;

import io.meshtrial.events.RequestEvent.UnitKind;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which unit a request belongs to, and when its variant was drawn.
 *
 * @param unitId raw; only its hash leaves the process
 */
public record Draw(UnitKind unitKind, String unitId, int drawingRevision, int origin) {

    static final int MAX_UNIT_ID = 128;

    /**
     * Infers the draw from what the request carries.
     *
     * <p>A cookie of the assigned variant holds an earlier draw, unless the route says that it redraws. A cookie of
     * another variant was redrawn just now: its revision is the origin, and the request's id is the new unit, as the
     * cookie in the answer will say.
     *
     * @param cookies the experiment's cookies, in the request's order
     * @param requestId the request's {@code x-request-id}, null when there is none
     * @param fresh makes an id for a request that has none
     */
    public static Draw of(
            RequestIdentity identity,
            List<ExperimentCookie> cookies,
            @Nullable String requestId,
            Supplier<String> fresh) {
        Integer redrawn = identity.origin();
        if (redrawn == null) {
            for (ExperimentCookie cookie : cookies) {
                if (cookie.variant().equals(identity.variant())) {
                    return new Draw(UnitKind.USER, cookie.unitId(), cookie.drawingRevision(), cookie.origin());
                }
            }
        }
        int origin = redrawn == null ? originOf(identity, cookies) : redrawn;
        if (requestId != null && !requestId.isEmpty() && requestId.length() <= MAX_UNIT_ID) {
            return new Draw(UnitKind.REQUEST, requestId, identity.drawingRevision(), origin);
        }
        return new Draw(UnitKind.GENERATED, fresh.get(), identity.drawingRevision(), origin);
    }

    private static int originOf(RequestIdentity identity, List<ExperimentCookie> cookies) {
        for (ExperimentCookie cookie : cookies) {
            if (cookie.drawingRevision() < identity.drawingRevision()) {
                return cookie.drawingRevision();
            }
        }
        return 0;
    }
}
