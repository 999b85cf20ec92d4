package io.meshtrial.analytics.tally;

import static io.meshtrial.analytics.tally.ProtobufCursor.BYTES;
import static io.meshtrial.analytics.tally.ProtobufCursor.FIXED64;
import static io.meshtrial.analytics.tally.ProtobufCursor.VARINT;

import io.meshtrial.events.EventCodec;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Browser;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.Source;
import io.meshtrial.events.RequestEvent.UnitKind;
import org.jspecify.annotations.Nullable;

/**
 * Reads events of the usual form from their bytes, without an object for each, at about a third of what a whole message
 * costs. What is unusual in any way (a text beyond ASCII, a field or an enum value it does not know, anything near a bound),
 * and so all that is no event, it does not read: {@link EventCodec} decides there. What it reads, it reads as
 * {@link EventCodec} does, as {@code EventScannerTest} holds for mutations of events.
 */
final class EventScanner {

    private static final int MAX_VALUE_NAME = 40;
    private static final double MAX_VALUE = 1e12;
    private static final int MAX_EXPERIMENT = 40;
    private static final int MAX_VERSION = 63;
    private static final int MAX_NAME = 253;
    private static final int MAX_ROUTE = 512;
    private static final int MAX_METHOD = 32;
    private static final int MAX_TRACE_ID = 32;
    private static final int MAX_TOKEN = 64;
    private static final int UNIT_BYTES = 16;
    private static final int VALUE_NAME = 1 << 3 | BYTES;
    private static final int VALUE_NUMBER = 2 << 3 | FIXED64;

    private final ProtobufCursor in = new ProtobufCursor();
    private final ScannedEvent event = new ScannedEvent();
    private String lastExperiment = "";

    /** Reads an event in protobuf, valid until the next is read; null when it is for {@link EventCodec}. */
    @Nullable
    Observation read(byte[] data, long appendMillis) {
        if (data.length > EventCodec.MAX_BYTES) {
            return null;
        }
        event.clear(appendMillis);
        in.open(data);
        while (in.hasNext()) {
            field(in.tag());
        }
        return !in.isOdd() && isWithinBounds() ? event : null;
    }

    private void field(int tag) {
        switch (tag) {
            case RequestEvent.EXPERIMENT_FIELD_NUMBER << 3 | BYTES -> event.experiment = in.text(MAX_EXPERIMENT);
            case RequestEvent.REVISION_FIELD_NUMBER << 3 | VARINT -> in.number();
            case RequestEvent.RULE_FIELD_NUMBER << 3 | VARINT -> event.rule = in.number();
            case RequestEvent.VARIANT_FIELD_NUMBER << 3 | BYTES -> event.variant = in.text(MAX_VERSION);
            case RequestEvent.SERVED_VERSION_FIELD_NUMBER << 3 | BYTES -> event.servedVersion = in.text(MAX_VERSION);
            case RequestEvent.STATUS_FIELD_NUMBER << 3 | VARINT -> event.status = in.number();
            case RequestEvent.DURATION_MICROS_FIELD_NUMBER << 3 | VARINT -> event.durationMicros = in.varint();
            case RequestEvent.START_EPOCH_MICROS_FIELD_NUMBER << 3 | VARINT -> event.startEpochMicros = in.varint();
            case RequestEvent.UNIT_KIND_FIELD_NUMBER << 3 | VARINT ->
                event.unitKind = known(UnitKind.forNumber(in.number()), event.unitKind);
            case RequestEvent.UNIT_FIELD_NUMBER << 3 | BYTES -> unit();
            case RequestEvent.DRAWING_REVISION_FIELD_NUMBER << 3 | VARINT -> event.drawingRevision = in.number();
            case RequestEvent.ORIGIN_FIELD_NUMBER << 3 | VARINT -> event.origin = in.number();
            case RequestEvent.BROWSER_FIELD_NUMBER << 3 | VARINT ->
                event.browser = known(Browser.forNumber(in.number()), event.browser);
            case RequestEvent.BOT_FIELD_NUMBER << 3 | VARINT -> event.bot = in.varint() != 0;
            case RequestEvent.SOURCE_FIELD_NUMBER << 3 | VARINT ->
                event.reporter = known(Source.forNumber(in.number()), event.reporter);
            case RequestEvent.COMPLETION_FIELD_NUMBER << 3 | VARINT ->
                event.completion = known(Completion.forNumber(in.number()), event.completion);
            case RequestEvent.ROUTE_FIELD_NUMBER << 3 | BYTES -> event.route = in.text(MAX_ROUTE);
            case RequestEvent.METHOD_FIELD_NUMBER << 3 | BYTES -> in.skipText(MAX_METHOD);
            case RequestEvent.SERVICE_FIELD_NUMBER << 3 | BYTES -> event.service = in.text(MAX_NAME);
            case RequestEvent.DESTINATION_FIELD_NUMBER << 3 | BYTES -> event.destination = in.text(MAX_NAME);
            case RequestEvent.POD_FIELD_NUMBER << 3 | BYTES -> in.skipText(MAX_NAME);
            case RequestEvent.TRACE_ID_FIELD_NUMBER << 3 | BYTES -> in.skipText(MAX_TRACE_ID);
            case RequestEvent.TOKEN_FIELD_NUMBER << 3 | BYTES -> event.token = in.text(MAX_TOKEN);
            case RequestEvent.VALUES_FIELD_NUMBER << 3 | BYTES -> value();
            case RequestEvent.CURRENT_DRAWING_REVISION_FIELD_NUMBER << 3 | VARINT ->
                event.currentDrawingRevision = in.number();
            default -> in.refuse();
        }
    }

    private <E extends Enum<E>> E known(@Nullable E value, E otherwise) {
        if (value == null) {
            in.refuse();
            return otherwise;
        }
        return value;
    }

    private void unit() {
        if (in.length(UNIT_BYTES) != UNIT_BYTES) {
            in.refuse();
        }
        event.unitHigh = in.bigEndian();
        event.unitLow = in.bigEndian();
        event.hasUnit = true;
    }

    /** An entry of the map as all libraries write it: the name, then the value. */
    private void value() {
        int length = in.length(Integer.MAX_VALUE);
        int began = in.position();
        if (in.tag() != VALUE_NAME) {
            in.refuse();
        }
        String name = in.text(MAX_VALUE_NAME);
        if (in.tag() != VALUE_NUMBER) {
            in.refuse();
        }
        double number = Double.longBitsToDouble(in.fixed64());
        boolean taken = in.position() - began == length
                && !name.isEmpty()
                && Math.abs(number) <= MAX_VALUE
                && event.add(name, number);
        if (!taken) {
            in.refuse();
        }
    }

    private boolean isWithinBounds() {
        return event.hasUnit
                && event.startEpochMicros > 0
                && event.durationMicros >= 0
                && (event.status == 0 || event.status >= 100 && event.status <= 599)
                && isExperiment(event.experiment);
    }

    private boolean isExperiment(String name) {
        if (name.isEmpty() || name.equals(lastExperiment)) {
            return !name.isEmpty();
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!(c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-')) {
                return false;
            }
        }
        lastExperiment = name;
        return true;
    }
}
