package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.PublicationStatus;
import io.meshtrial.experiment.mesh.GatewayProber.Confirmation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Registers what publishing counts before anything has happened: Prometheus' {@code increase()} does not see a series'
 * first value, so an alert on a counter that begins with its first event would miss that event. What an alert names an
 * experiment by is registered when its routes first stand ({@link ExperimentCounters}).
 */
@Component
class PublishMetrics {

    static final String CONFIRMATIONS = "meshtrial.confirmations";

    /** From a change being asked for to a gateway serving it, in milliseconds. */
    private static final Duration[] EFFECT = Stream.of(100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    PublishMetrics(MeterRegistry metrics) {
        for (PublicationStatus.State state : PublicationStatus.State.values()) {
            metrics.timer("meshtrial.publish", "state", state.name().toLowerCase(Locale.ROOT));
        }
        Timer.builder("meshtrial.time.to.effect").serviceLevelObjectives(EFFECT).register(metrics);
        named(WriteResult.class).forEach(result -> metrics.counter("meshtrial.mesh.writes", "result", result));
        named(Confirmation.class).forEach(result -> metrics.counter(CONFIRMATIONS, "result", result));
    }

    /** Foreign edits that were seen under an experiment. */
    static Counter drift(MeterRegistry metrics, String experiment) {
        return metrics.counter("meshtrial.drift", "experiment", experiment);
    }

    /** Publications of an experiment that failed, and gateways that were asked and did not serve it. */
    static Counter unconfirmed(MeterRegistry metrics, String experiment) {
        return metrics.counter("meshtrial.unconfirmed", "experiment", experiment);
    }

    static String name(Class<?> kind) {
        return kind.getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static Stream<String> named(Class<?> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses()).map(PublishMetrics::name);
    }
}
