package io.meshtrial.benchmarks.events;

import java.util.HashMap;
import java.util.Map;

/** Settings that both kinds of stream run with; the commit interval is the product's. */
final class StreamsSettings {

    static final int COMMIT_MILLIS = 200;

    private StreamsSettings() {}

    static Map<String, Object> of(String servers, String application, String directory) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", servers);
        settings.put("application.id", application);
        settings.put("state.dir", directory);
        settings.put("commit.interval.ms", COMMIT_MILLIS);
        settings.put("processing.guarantee", "exactly_once_v2");
        settings.put("main.consumer.auto.offset.reset", "earliest");
        settings.put("main.consumer.session.timeout.ms", 10_000);
        settings.put("main.consumer.heartbeat.interval.ms", 2_000);
        return settings;
    }
}
