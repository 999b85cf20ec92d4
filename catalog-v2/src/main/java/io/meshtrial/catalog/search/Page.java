package io.meshtrial.catalog.search;

import java.util.List;

/**
 * A part of an answer.
 *
 * @param number from 0
 * @param size entries on a page
 */
public record Page(int number, int size) {

    public static final int MAX_SIZE = 500;
    public static final int DEFAULT_SIZE = 50;

    /** The entries on this page; none beyond the last. */
    public <T> List<T> of(List<T> all) {
        long from = (long) number * size;
        if (from >= all.size()) {
            return List.of();
        }
        return all.subList((int) from, (int) Math.min(from + size, all.size()));
    }
}
