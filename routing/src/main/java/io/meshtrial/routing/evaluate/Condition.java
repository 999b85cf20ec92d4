package io.meshtrial.routing.evaluate;

import java.util.Arrays;
import java.util.stream.Collectors;

/** One field of a match beside the path. */
sealed interface Condition {

    boolean holds(RequestView view);

    /** The field as it stands in the VirtualService: {@code headers["x-a"]}. */
    String field();

    String expectation();

    String actual(RequestView view);

    /** Headers, and with them method, authority and scheme. */
    record OfHeader(String field, int slot, TextMatch match, int memo) implements Condition {

        static OfHeader of(String field, String name, TextMatch match, Slots slots) {
            int slot = slots.header(name);
            return new OfHeader(field, slot, match, slots.memo(slot, match));
        }

        @Override
        public boolean holds(RequestView view) {
            return view.any(slot, match, memo);
        }

        @Override
        public String expectation() {
            return match.expectation();
        }

        @Override
        public String actual(RequestView view) {
            return shown(view.headerValues(slot));
        }
    }

    /** {@code withoutHeaders}: a missing header counts as empty, unless it only has to be absent. */
    record WithoutHeader(String field, int slot, TextMatch match, int memo, boolean holdsWhenMissing)
            implements Condition {

        static WithoutHeader of(String field, String name, TextMatch match, Slots slots) {
            int slot = slots.header(name);
            boolean missing = match instanceof TextMatch.Present || !match.test("");
            return new WithoutHeader(field, slot, match, slots.memo(slot, match), missing);
        }

        @Override
        public boolean holds(RequestView view) {
            return view.headerValues(slot).length == 0 ? holdsWhenMissing : !view.any(slot, match, memo);
        }

        @Override
        public String expectation() {
            return match instanceof TextMatch.Present ? "absent" : "not: " + match.expectation();
        }

        @Override
        public String actual(RequestView view) {
            return shown(view.headerValues(slot));
        }
    }

    record OfParameter(String field, int slot, TextMatch match) implements Condition {

        static OfParameter of(String field, String name, TextMatch match, Slots slots) {
            return new OfParameter(field, slots.parameter(Header.wire(name)), match);
        }

        @Override
        public boolean holds(RequestView view) {
            String value = view.parameter(slot);
            return value != null && match.test(value);
        }

        @Override
        public String expectation() {
            return match.expectation();
        }

        @Override
        public String actual(RequestView view) {
            String value = view.parameter(slot);
            return value == null ? "absent" : "\"" + value + "\"";
        }
    }

    private static String shown(String[] values) {
        return values.length == 0
                ? "absent"
                : Arrays.stream(values)
                        .map(value -> "\"" + Header.text(value) + "\"")
                        .collect(Collectors.joining(", "));
    }
}
