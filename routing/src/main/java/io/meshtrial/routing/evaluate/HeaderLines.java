package io.meshtrial.routing.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Header lines under change: names in lower case, in order. */
final class HeaderLines {

    private final Set<String> inline;
    private final List<Header> lines;

    HeaderLines(Set<String> inline, int capacity) {
        this.inline = inline;
        lines = new ArrayList<>(capacity);
    }

    HeaderLines(Set<String> inline, List<Header> headers) {
        this(inline, headers.size() + 4);
        for (Header header : headers) {
            add(lower(header.name()), header.value());
        }
    }

    /** {@code String.toLowerCase} gives the same string back where there is nothing to do. */
    static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** Adds a line, or appends to the one that is there. */
    void joinOrAdd(String name, String value, String separator) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).name().equals(name)) {
                lines.set(i, new Header(name, lines.get(i).value() + separator + value));
                return;
            }
        }
        add(name, value);
    }

    void add(String name, String value) {
        lines.add(new Header(name, value));
    }

    /** Adds as Envoy's header map does: inline headers are joined. */
    void append(String name, String value) {
        if (inline.contains(name)) {
            joinOrAdd(name, value, ",");
        } else {
            add(name, value);
        }
    }

    /** One line with this value, where the first one was. */
    void set(String name, String value) {
        boolean placed = false;
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).name().equals(name)) {
                continue;
            }
            if (placed) {
                lines.remove(i--);
            } else {
                lines.set(i, new Header(name, value));
                placed = true;
            }
        }
        if (!placed) {
            add(name, value);
        }
    }

    void remove(String name) {
        lines.removeIf(line -> line.name().equals(name));
    }

    @Nullable
    String first(String name) {
        for (Header line : lines) {
            if (line.name().equals(name)) {
                return line.value();
            }
        }
        return null;
    }

    List<Header> toList() {
        return List.copyOf(lines);
    }
}
