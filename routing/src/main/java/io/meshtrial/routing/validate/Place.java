package io.meshtrial.routing.validate;

import org.jspecify.annotations.Nullable;

/** Where in an object something stands: {@code match[0].headers["x-a"]}. Written out for findings only, which are few. */
record Place(@Nullable Place outer, String opening, Object step, String closing) {

    /** The object itself. */
    static final Place ROOT = of("");

    static Place of(String name) {
        return new Place(null, "", name, "");
    }

    Place member(String name) {
        return new Place(this, ".", name, "");
    }

    Place element(int index) {
        return new Place(this, "[", index, "]");
    }

    Place entry(String key) {
        return new Place(this, "[\"", key, "\"]");
    }

    @Override
    public String toString() {
        String before = outer == null ? "" : outer.toString();
        return before.isEmpty() ? step + closing : before + opening + step + closing;
    }
}
