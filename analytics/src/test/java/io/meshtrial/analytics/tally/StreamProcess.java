package io.meshtrial.analytics.tally;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** The stream alone in a process of its own, to be killed: {@code <bootstrap servers> <application id> <state dir>}. */
final class StreamProcess {

    private StreamProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (TallyStream stream = new TallyStream(
                settings(arguments[0], arguments[1], arguments[2]),
                TestExperiment.measurements(),
                TallyBounds.DEFAULT,
                () -> {})) {
            stream.start();
            Thread.currentThread().join();
        }
    }

    static Map<String, Object> settings(String servers, String applicationId, String stateDirectory) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, 50);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 2_000);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 500);
        settings.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 200);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), 5_000);
        return settings;
    }

    static Process start(String servers, String applicationId, String stateDirectory) throws java.io.IOException {
        return new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx" + (Boolean.getBoolean("meshtrial.proof") ? "1500m" : "256m"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        StreamProcess.class.getName(),
                        servers,
                        applicationId,
                        stateDirectory))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(
                        java.nio.file.Path.of(stateDirectory, "process.log").toFile()))
                .start();
    }
}
