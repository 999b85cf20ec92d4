package io.meshtrial.analytics.tally;

import io.meshtrial.events.RequestEvent.Browser;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.Source;
import io.meshtrial.events.RequestEvent.UnitKind;

/** The event that an {@link EventScanner} has read last: one object, filled anew for each event. */
final class ScannedEvent implements Observation {

    static final int MAX_VALUES = 16;

    private final String[] names = new String[MAX_VALUES];
    private final double[] numbers = new double[MAX_VALUES];
    private int values;
    boolean hasUnit;
    String experiment = "";
    int rule;
    int drawingRevision;
    int currentDrawingRevision;
    int origin;
    String variant = "";
    String servedVersion = "";
    String token = "";
    int status;
    Completion completion = Completion.COMPLETION_UNSPECIFIED;
    long durationMicros;
    long startEpochMicros;
    long appendMillis;
    UnitKind unitKind = UnitKind.UNIT_KIND_UNSPECIFIED;
    long unitHigh;
    long unitLow;
    Browser browser = Browser.BROWSER_UNSPECIFIED;
    boolean bot;
    Source reporter = Source.SOURCE_UNSPECIFIED;
    String route = "";
    String service = "";
    String destination = "";

    /** An event of which nothing is known but when it was appended. */
    void clear(long appendedMillis) {
        appendMillis = appendedMillis;
        values = 0;
        hasUnit = false;
        experiment = "";
        rule = 0;
        drawingRevision = 0;
        currentDrawingRevision = 0;
        origin = 0;
        variant = "";
        servedVersion = "";
        token = "";
        status = 0;
        completion = Completion.COMPLETION_UNSPECIFIED;
        durationMicros = 0;
        startEpochMicros = 0;
        unitKind = UnitKind.UNIT_KIND_UNSPECIFIED;
        unitHigh = 0;
        unitLow = 0;
        browser = Browser.BROWSER_UNSPECIFIED;
        bot = false;
        reporter = Source.SOURCE_UNSPECIFIED;
        route = "";
        service = "";
        destination = "";
    }

    /** Adds a value; false when there is no room, or already one of that name. */
    boolean add(String name, double number) {
        if (values == MAX_VALUES || indexOf(name) >= 0) {
            return false;
        }
        names[values] = name;
        numbers[values++] = number;
        return true;
    }

    @Override
    public String experiment() {
        return experiment;
    }

    @Override
    public int rule() {
        return rule;
    }

    @Override
    public int drawingRevision() {
        return drawingRevision;
    }

    @Override
    public int currentDrawingRevision() {
        return currentDrawingRevision;
    }

    @Override
    public int origin() {
        return origin;
    }

    @Override
    public String variant() {
        return variant;
    }

    @Override
    public String servedVersion() {
        return servedVersion;
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public Completion completion() {
        return completion;
    }

    @Override
    public long durationMicros() {
        return durationMicros;
    }

    @Override
    public long startEpochMicros() {
        return startEpochMicros;
    }

    @Override
    public long appendMillis() {
        return appendMillis;
    }

    @Override
    public UnitKind unitKind() {
        return unitKind;
    }

    @Override
    public long unitHigh() {
        return unitHigh;
    }

    @Override
    public long unitLow() {
        return unitLow;
    }

    @Override
    public Browser browser() {
        return browser;
    }

    @Override
    public boolean bot() {
        return bot;
    }

    @Override
    public Source reporter() {
        return reporter;
    }

    @Override
    public String route() {
        return route;
    }

    @Override
    public String service() {
        return service;
    }

    @Override
    public String destination() {
        return destination;
    }

    @Override
    public int values() {
        return values;
    }

    @Override
    public String valueName(int index) {
        return names[index];
    }

    @Override
    public double value(int index) {
        return numbers[index];
    }
}
