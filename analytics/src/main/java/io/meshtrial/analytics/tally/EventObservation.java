package io.meshtrial.analytics.tally;

import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Browser;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.Source;
import io.meshtrial.events.RequestEvent.UnitKind;
import java.util.List;

/** An event that {@code EventCodec} has decoded. */
record EventObservation(RequestEvent event, long appendMillis, List<String> names) implements Observation {

    EventObservation(RequestEvent event, long appendMillis) {
        this(event, appendMillis, List.copyOf(event.getValuesMap().keySet()));
    }

    @Override
    public String experiment() {
        return event.getExperiment();
    }

    @Override
    public int rule() {
        return event.getRule();
    }

    @Override
    public int drawingRevision() {
        return event.getDrawingRevision();
    }

    @Override
    public int currentDrawingRevision() {
        return event.getCurrentDrawingRevision();
    }

    @Override
    public int origin() {
        return event.getOrigin();
    }

    @Override
    public String variant() {
        return event.getVariant();
    }

    @Override
    public String servedVersion() {
        return event.getServedVersion();
    }

    @Override
    public String token() {
        return event.getToken();
    }

    @Override
    public int status() {
        return event.getStatus();
    }

    @Override
    public Completion completion() {
        return event.getCompletion();
    }

    @Override
    public long durationMicros() {
        return event.getDurationMicros();
    }

    @Override
    public long startEpochMicros() {
        return event.getStartEpochMicros();
    }

    @Override
    public UnitKind unitKind() {
        return event.getUnitKind();
    }

    @Override
    public long unitHigh() {
        return Hash.high(event.getUnit());
    }

    @Override
    public long unitLow() {
        return Hash.low(event.getUnit());
    }

    @Override
    public Browser browser() {
        return event.getBrowser();
    }

    @Override
    public boolean bot() {
        return event.getBot();
    }

    @Override
    public Source reporter() {
        return event.getSource();
    }

    @Override
    public String route() {
        return event.getRoute();
    }

    @Override
    public String service() {
        return event.getService();
    }

    @Override
    public String destination() {
        return event.getDestination();
    }

    @Override
    public int values() {
        return names.size();
    }

    @Override
    public String valueName(int index) {
        return names.get(index);
    }

    @Override
    public double value(int index) {
        return event.getValuesOrThrow(names.get(index));
    }
}
