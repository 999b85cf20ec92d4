package io.meshtrial.localmesh.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A running Kafka node, broker and controller in one. The only class that touches Kafka's internal server classes,
 * which have no promised API: an upgrade of Kafka is settled here.
 */
public final class LocalBroker implements AutoCloseable {

    /** A directory formatted for one cluster refuses another, so every start of the same data must name the same. */
    private static final String CLUSTER_ID = "bWVzaHRyaWFsLWxvY2FsIQ";

    private final BrokerSettings settings;
    private final KafkaRaftServer server;

    private LocalBroker(BrokerSettings settings, KafkaRaftServer server) {
        this.settings = settings;
        this.server = server;
    }

    /**
     * Formats the directory where it is new, starts the node and waits until it serves. Data written by an earlier run
     * on the same directory are there again.
     *
     * @throws IOException where the directory cannot be made or formatted
     */
    public static LocalBroker start(BrokerSettings settings) throws IOException {
        Files.createDirectories(settings.directory());
        format(settings);
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings.properties(), false), Time.SYSTEM);
        server.startup();
        return new LocalBroker(settings, server);
    }

    private static void format(BrokerSettings settings) throws IOException {
        String directory = settings.directory().toString();
        Formatter formatter = new Formatter()
                .setNodeId(1)
                .setClusterId(CLUSTER_ID)
                .setDirectories(List.of(directory))
                .setMetadataLogDirectory(directory)
                .setControllerListenerName("CONTROLLER")
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setIgnoreFormatted(true)
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        try {
            formatter.run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot prepare " + directory + " for Kafka: " + e.getMessage(), e);
        }
    }

    public BrokerSettings settings() {
        return settings;
    }

    public void awaitShutdown() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
