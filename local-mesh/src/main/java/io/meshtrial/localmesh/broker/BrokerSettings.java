package io.meshtrial.localmesh.broker;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Where one broker listens and keeps its data. Both ports are on 127.0.0.1 and must be known beforehand: clients and
 * the controller's quorum name them.
 */
public record BrokerSettings(int brokerPort, int controllerPort, Path directory) {

    private static final String NODE_ID = "1";

    public String bootstrapServers() {
        return "127.0.0.1:" + brokerPort;
    }

    /** Kafka's own property names and values, sized for a few hundred events per second in a small heap. */
    Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("process.roles", "broker,controller");
        properties.put("node.id", NODE_ID);
        properties.put("controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put(
                "listeners", "PLAINTEXT://127.0.0.1:" + brokerPort + ",CONTROLLER://127.0.0.1:" + controllerPort);
        properties.put("advertised.listeners", "PLAINTEXT://127.0.0.1:" + brokerPort);
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.put("log.dirs", directory.toString());
        properties.put("auto.create.topics.enable", "false");

        // One node: internal topics cannot be replicated, and a first group need not wait for latecomers.
        properties.put("offsets.topic.replication.factor", "1");
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.replication.factor", "1");
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("share.coordinator.state.topic.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("controlled.shutdown.enable", "false");

        // The defaults are for servers: 128 MB for the log cleaner alone.
        properties.put("num.network.threads", "1");
        properties.put("num.io.threads", "2");
        properties.put("background.threads", "2");
        properties.put("num.replica.fetchers", "1");
        properties.put("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
        properties.put("log.cleaner.io.buffer.size", String.valueOf(256 << 10));
        properties.put("log.segment.bytes", String.valueOf(64 << 20));
        properties.put("log.index.size.max.bytes", String.valueOf(1 << 20));
        properties.put("metadata.log.segment.bytes", String.valueOf(8 << 20));
        properties.put("group.coordinator.threads", "1");
        return Map.copyOf(properties);
    }
}
