package io.meshtrial.events;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What an application says about the request in hand: name to number, at most 16, for example how many results it found.
 *
 * <p>In a Spring MVC service it is a handler method's argument. A value that breaks a bound is left out and counted, so
 * that measuring never fails a request. One request may use it from several threads.
 */
public final class RequestValues {

    private final Map<String, Double> values = new ConcurrentHashMap<>(4);
    private final AtomicInteger rejected = new AtomicInteger();

    /**
     * Adds or replaces a value.
     *
     * @param name 1 to 40 of {@code [A-Za-z0-9._-]}
     * @param value finite, at most 1e12 in magnitude; readers keep six decimals
     */
    public void put(String name, double value) {
        boolean fits = Names.isLabel(name, EventBounds.MAX_VALUE_NAME)
                && Math.abs(value) <= EventBounds.MAX_VALUE
                && (values.size() < EventBounds.MAX_VALUES || values.containsKey(name));
        if (fits) {
            values.put(name, value);
        } else {
            rejected.incrementAndGet();
        }
    }

    /** The values so far. */
    public Map<String, Double> asMap() {
        return values.isEmpty() ? Map.of() : Map.copyOf(values);
    }

    /** How many were left out. */
    public int rejected() {
        return rejected.get();
    }
}
