package io.meshtrial.events;

import io.meshtrial.events.DecodeResult.Malformed;
import io.meshtrial.events.DecodeResult.Reason;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Bounds of an event's fields, as the schema states them: a reader may count on them. */
final class EventBounds {

    static final int UNIT_BYTES = 16;
    static final int MAX_VALUES = 16;
    static final int MAX_VALUE_NAME = 40;
    static final double MAX_VALUE = 1e12;
    static final int MAX_VERSION = 63;
    static final int MAX_NAME = 253;
    static final int MAX_ROUTE = 512;
    static final int MAX_METHOD = 32;
    static final int MAX_TRACE_ID = 32;
    static final int MAX_TOKEN = 64;

    private EventBounds() {}

    /** The first bound that the event breaks, or null. */
    static @Nullable Malformed fault(RequestEvent event) {
        if (event.getExperiment().isEmpty()) {
            return new Malformed(Reason.MISSING_FIELD, "experiment");
        }
        if (event.getUnit().isEmpty()) {
            return new Malformed(Reason.MISSING_FIELD, "unit");
        }
        if (event.getStartEpochMicros() <= 0) {
            return new Malformed(Reason.MISSING_FIELD, "start_epoch_micros");
        }
        if (!Names.isExperiment(event.getExperiment())) {
            return outside("experiment is not [a-z0-9-]{1,40}");
        }
        if (event.getUnit().size() != UNIT_BYTES) {
            return outside("unit is not 16 bytes");
        }
        String number = numberOutOfBounds(event);
        if (number != null) {
            return outside(number);
        }
        String text = textOutOfBounds(event);
        return text == null ? valueFault(event.getValuesMap()) : outside(text);
    }

    // uint32 arrives as a signed int: what lies beyond 2^31 - 1 is negative here.
    private static @Nullable String numberOutOfBounds(RequestEvent event) {
        if (event.getRevision() < 0) {
            return "revision is above 2147483647";
        }
        if (event.getRule() < 0) {
            return "rule is above 2147483647";
        }
        if (event.getDrawingRevision() < 0) {
            return "drawing_revision is above 2147483647";
        }
        if (event.getOrigin() < 0) {
            return "origin is above 2147483647";
        }
        if (event.getCurrentDrawingRevision() < 0) {
            return "current_drawing_revision is above 2147483647";
        }
        if (event.getDurationMicros() < 0) {
            return "duration_micros is above 2^63 - 1";
        }
        int status = event.getStatus();
        return status != 0 && (status < 100 || status > 599) ? "status is neither 0 nor 100 to 599" : null;
    }

    private static @Nullable String textOutOfBounds(RequestEvent event) {
        if (event.getVariant().length() > MAX_VERSION) {
            return "variant is longer than 63";
        }
        if (event.getServedVersion().length() > MAX_VERSION) {
            return "served_version is longer than 63";
        }
        if (event.getRoute().length() > MAX_ROUTE) {
            return "route is longer than 512";
        }
        if (event.getMethod().length() > MAX_METHOD) {
            return "method is longer than 32";
        }
        if (event.getService().length() > MAX_NAME
                || event.getDestination().length() > MAX_NAME
                || event.getPod().length() > MAX_NAME) {
            return "service, destination or pod is longer than 253";
        }
        if (event.getTraceId().length() > MAX_TRACE_ID) {
            return "trace_id is longer than 32";
        }
        return event.getToken().length() > MAX_TOKEN ? "token is longer than 64" : null;
    }

    private static @Nullable Malformed valueFault(Map<String, Double> values) {
        if (values.size() > MAX_VALUES) {
            return outside("more than 16 values");
        }
        for (Map.Entry<String, Double> value : values.entrySet()) {
            if (value.getKey().isEmpty() || value.getKey().length() > MAX_VALUE_NAME) {
                return outside("a value's name is empty or longer than 40");
            }
            double number = value.getValue();
            if (!(Math.abs(number) <= MAX_VALUE)) {
                return outside("a value is not finite or beyond 1e12");
            }
        }
        return null;
    }

    private static Malformed outside(String detail) {
        return new Malformed(Reason.OUT_OF_BOUNDS, detail);
    }
}
