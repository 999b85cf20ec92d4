package io.meshtrial.analytics.operations;

import io.meshtrial.analytics.ingest.KafkaPresence;
import io.meshtrial.analytics.tally.StreamState;
import io.meshtrial.analytics.tally.StreamState.Phase;
import io.meshtrial.analytics.tally.TallyStream;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether events are being tallied, and if not, why. */
@Component("stream")
class StreamHealth implements HealthIndicator {

    private final TallyStream stream;
    private final KafkaPresence kafka;

    StreamHealth(TallyStream stream, KafkaPresence kafka) {
        this.stream = stream;
        this.kafka = kafka;
    }

    @Override
    public Health health() {
        StreamState state = stream.state();
        boolean up = kafka.isUp() && state.phase() == Phase.RUNNING;
        Health.Builder health = up ? Health.up() : Health.outOfService();
        health.withDetail("phase", state.phase()).withDetail("kafka", kafka.isUp() ? "UP" : "DOWN");
        String cause = kafka.isUp() ? state.cause() : "Kafka does not answer";
        return cause == null
                ? health.build()
                : health.withDetail("cause", cause).build();
    }
}
