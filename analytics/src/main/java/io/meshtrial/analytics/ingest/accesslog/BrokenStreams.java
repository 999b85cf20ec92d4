package io.meshtrial.analytics.ingest.accesslog;

import io.meshtrial.analytics.ingest.accesslog.LogClock.Tail;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Streams that broke, by proxy, until a successor comes: each of a proxy's workers opens its stream anew. What the proxy
 * dropped in between is estimated from the hole between them. Safe for concurrent use.
 */
final class BrokenStreams {

    private static final int MAX_PROXIES = 1_000;
    private static final int MAX_STREAMS = 64;

    private final Map<String, Deque<Tail>> tails = new LinkedHashMap<>();

    synchronized void add(String proxy, Tail tail) {
        if (!tails.containsKey(proxy) && tails.size() >= MAX_PROXIES) {
            tails.remove(tails.keySet().iterator().next());
        }
        Deque<Tail> ofProxy = tails.computeIfAbsent(proxy, none -> new ArrayDeque<>());
        if (ofProxy.size() >= MAX_STREAMS) {
            ofProxy.removeFirst();
        }
        ofProxy.addLast(tail);
    }

    /** Entries missing between a broken stream and its successor; empty when the proxy's first stream begins. */
    synchronized OptionalLong succeededBy(String proxy, long firstEndMicros) {
        Deque<Tail> ofProxy = tails.get(proxy);
        if (ofProxy == null) {
            return OptionalLong.empty();
        }
        Tail tail = ofProxy.removeFirst();
        if (ofProxy.isEmpty()) {
            tails.remove(proxy);
        }
        return OptionalLong.of(tail.missingUntil(firstEndMicros));
    }
}
