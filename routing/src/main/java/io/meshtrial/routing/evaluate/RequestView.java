package io.meshtrial.routing.evaluate;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request laid out for the conditions of one virtual host. */
final class RequestView {

    private static final byte NOT_TESTED = 0;
    private static final byte HOLDS = 1;
    private static final byte FAILS = 2;
    private static final String[] NONE = {};

    private final SeenRequest request;
    private final Slots slots;
    private final String[][] values;
    private final byte[] memos;
    private @Nullable String @Nullable [] parameters;

    RequestView(SeenRequest request, Slots slots) {
        this.request = request;
        this.slots = slots;
        memos = new byte[slots.memoCount()];
        values = new String[slots.headers().size()][];
        Arrays.fill(values, NONE);
        put(Slots.METHOD, request.method());
        put(Slots.AUTHORITY, request.authority());
        put(Slots.SCHEME, request.scheme());
        put(Slots.PATH, request.pathAndQuery());
        List<Header> headers = request.headers();
        for (int i = 0; i < headers.size(); i++) {
            put(headers.get(i).name(), headers.get(i).value());
        }
    }

    private void put(String name, String value) {
        Integer slot = slots.headers().get(name);
        if (slot == null) {
            return;
        }
        String[] before = values[slot];
        String[] now = Arrays.copyOf(before, before.length + 1);
        now[before.length] = value;
        values[slot] = now;
    }

    SeenRequest request() {
        return request;
    }

    String path() {
        return request.path();
    }

    String[] headerValues(int slot) {
        return values[slot];
    }

    /** Whether any one value fits. */
    boolean any(int slot, TextMatch match, int memo) {
        if (memo >= 0 && memos[memo] != NOT_TESTED) {
            return memos[memo] == HOLDS;
        }
        boolean found = false;
        for (String value : values[slot]) {
            if (match.test(value)) {
                found = true;
                break;
            }
        }
        if (memo >= 0) {
            memos[memo] = found ? HOLDS : FAILS;
        }
        return found;
    }

    /** The first parameter of this name, raw; null where there is none. */
    @Nullable
    String parameter(int slot) {
        if (parameters == null) {
            parameters = QueryString.first(request.query(), slots.parameters());
        }
        return parameters[slot];
    }
}
