package io.meshtrial.experiment.definition;

import io.meshtrial.experiment.definition.PublicationPoint.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the mesh has been brought to a revision.
 *
 * @param point the last point that was reached
 * @param timeToEffectMillis from the request to the last confirming answer of the gateway, in ms; null where unknown
 * @param message what stands in the way, or what could not be confirmed
 */
public record PublicationStatus(
        String operation,
        int revision,
        State state,
        Point point,
        List<PublicationPoint> points,
        @Nullable Long timeToEffectMillis,
        @Nullable String message) {

    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        SUPERSEDED
    }

    public PublicationStatus {
        points = List.copyOf(points);
    }

    public static PublicationStatus stored(String operation, int revision, Instant at) {
        return new PublicationStatus(
                operation,
                revision,
                State.RUNNING,
                Point.STORED,
                List.of(new PublicationPoint(Point.STORED, at)),
                null,
                null);
    }

    public PublicationStatus reached(Point next, Instant at) {
        List<PublicationPoint> more = new ArrayList<>(points);
        more.removeIf(known -> known.point() == next);
        more.add(new PublicationPoint(next, at));
        State nextState = next == Point.RECORDED ? State.SUCCEEDED : state;
        return new PublicationStatus(operation, revision, nextState, next, more, timeToEffectMillis, message);
    }

    public PublicationStatus effectiveAfter(@Nullable Long millis) {
        return new PublicationStatus(operation, revision, state, point, points, millis, message);
    }

    public PublicationStatus saying(@Nullable String text) {
        return new PublicationStatus(operation, revision, state, point, points, timeToEffectMillis, text);
    }

    public PublicationStatus ended(State end, @Nullable String text) {
        return new PublicationStatus(operation, revision, end, point, points, timeToEffectMillis, text);
    }
}
