package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.TallyKey.MinuteKey;
import io.meshtrial.analytics.tally.TallyKey.SegmentKind;
import io.meshtrial.events.RequestEvent.Browser;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rows of one cell, looked up once for many events. */
final class CellRows {

    private final CommitStore store;
    private final KnownCells cells;
    private final Cell cell;
    private final ValueNames names;
    private final UnaryOperator<String> naming = this::nameOf;
    private final Map<Browser, Slot<SumsRow>> browsers = new EnumMap<>(Browser.class);
    private final Map<String, Slot<SumsRow>> routes = new HashMap<>();
    private long minute = Long.MIN_VALUE;
    private @Nullable Slot<SumsRow> ofMinute;
    private @Nullable UnitPlace place;
    private Measurement measurement = Measurement.UNKNOWN;
    private boolean opensNames;

    CellRows(CommitStore store, KnownCells cells, Cell cell) {
        this.store = store;
        this.cells = cells;
        this.cell = cell;
        this.names = cells.values(cell.stratum().experiment());
        opensNames = !isPool();
    }

    /** Whether events of any identity are added up here because their own cells would be too many. */
    boolean isPool() {
        return cell.token().equals(KnownCells.OTHER);
    }

    /** Tells by what the next event is measured. Who may be invented brings no names into a defined experiment. */
    void measuredBy(Measurement by) {
        if (by != measurement) {
            measurement = by;
            opensNames = !isPool() && (!by.isDefined() || by.vouchesFor(cell));
        }
    }

    /** Under which name a value of the cell is added. */
    UnaryOperator<String> naming() {
        return naming;
    }

    private String nameOf(String value) {
        return names.place(value, measurement, opensNames);
    }

    SumsRow minute(long wanted) {
        Slot<SumsRow> slot = ofMinute;
        if (slot == null || minute != wanted || !slot.isLive()) {
            slot = slot(new MinuteKey(cell, wanted));
            ofMinute = slot;
            minute = wanted;
        }
        return slot.change();
    }

    SumsRow browser(Browser browser) {
        Slot<SumsRow> slot = browsers.get(browser);
        if (slot == null || !slot.isLive()) {
            slot = slot(cells.segment(cell, SegmentKind.BROWSER, Browsers.label(browser), true));
            browsers.put(browser, slot);
        }
        return slot.change();
    }

    SumsRow route(String route) {
        Slot<SumsRow> slot = routes.get(route);
        if (slot != null && slot.isLive()) {
            return slot.change();
        }
        slot = slot(cells.segment(cell, SegmentKind.ROUTE, route, opensNames));
        if (opensNames && (routes.size() < 2 * KnownCells.MAX_SEGMENTS || routes.containsKey(route))) {
            routes.put(route, slot);
        }
        return slot.change();
    }

    @Nullable
    UnitPlace place() {
        return place;
    }

    void place(UnitPlace of) {
        place = of;
    }

    private Slot<SumsRow> slot(TallyKey key) {
        return store.slot(key, SumsRow.class, SumsRow::new);
    }
}
