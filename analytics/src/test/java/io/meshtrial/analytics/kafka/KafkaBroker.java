package io.meshtrial.analytics.kafka;

import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.test.EmbeddedKafkaBroker;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;

/**
 * Hands tests a real broker, one for all test classes: Testcontainers' where a Docker engine answers, else an embedded
 * one; {@code -Dmeshtrial.test.kafka=container|embedded} forces either. The log says which it took.
 */
public final class KafkaBroker implements ParameterResolver {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaBroker.class);
    private static final String IMAGE = "apache/kafka:4.2.1";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == BootstrapServers.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return Objects.requireNonNull(context.getRoot()
                .getStore(ExtensionContext.Namespace.create(KafkaBroker.class))
                .computeIfAbsent("broker", none -> start(), Broker.class)
                .servers());
    }

    private static Broker start() {
        String forced = System.getProperty("meshtrial.test.kafka", "");
        boolean container = switch (forced) {
            case "container" -> true;
            case "embedded" -> false;
            case "" -> DockerClientFactory.instance().isDockerAvailable();
            default -> throw new IllegalArgumentException("meshtrial.test.kafka must be container or embedded");
        };
        LOG.info("Tests run on {} Kafka", container ? "Testcontainers'" : "an embedded");
        return container ? startContainer() : startEmbedded();
    }

    private static Broker startContainer() {
        KafkaContainer kafka = new KafkaContainer(IMAGE);
        kafka.start();
        return new Broker(new BootstrapServers(kafka.getBootstrapServers()), kafka::stop);
    }

    private static Broker startEmbedded() {
        EmbeddedKafkaBroker kafka = new EmbeddedKafkaKraftBroker(1, 1)
                .brokerProperties(Map.of(
                        "auto.create.topics.enable", "false",
                        "group.initial.rebalance.delay.ms", "0",
                        "offsets.topic.num.partitions", "1",
                        "offsets.topic.replication.factor", "1",
                        "transaction.state.log.replication.factor", "1",
                        "transaction.state.log.min.isr", "1",
                        "transaction.state.log.num.partitions", "1",
                        "group.min.session.timeout.ms", "1000"));
        kafka.afterPropertiesSet();
        return new Broker(new BootstrapServers(kafka.getBrokersAsString()), kafka::destroy);
    }

    /** The broker's address, {@code host:port}. */
    public record BootstrapServers(String value) {}

    private record Broker(BootstrapServers servers, Runnable stop) implements AutoCloseable {

        @Override
        public void close() {
            stop.run();
        }
    }
}
