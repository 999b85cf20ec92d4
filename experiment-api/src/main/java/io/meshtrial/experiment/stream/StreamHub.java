package io.meshtrial.experiment.stream;

import io.meshtrial.experiment.definition.ExperimentChanged;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.ExperimentView;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Open streams. Each has its own thread and holds one pending signal, never a queue: a slow reader misses intermediate
 * states and gets the newest.
 */
@Component
class StreamHub {

    static final int MAXIMUM_STREAMS = 500;

    private final ExperimentStore store;
    private final Set<ExperimentStream> streams = ConcurrentHashMap.newKeySet();

    StreamHub(ExperimentStore store, MeterRegistry metrics) {
        this.store = store;
        Gauge.builder("meshtrial.streams.open", streams, Set::size)
                .description("Open event streams")
                .register(metrics);
    }

    SseEmitter open(StoredExperiment first, @Nullable String lastEventId) {
        if (streams.size() >= MAXIMUM_STREAMS) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_STREAMS, MAXIMUM_STREAMS + " streams are open. Read the experiment instead.");
        }
        ExperimentStream stream = new ExperimentStream(first.id(), lastEventId, this::read, streams::remove);
        streams.add(stream);
        return stream.start();
    }

    private ExperimentStream.@Nullable Event read(String id) {
        return store.find(id)
                .map(stored -> new ExperimentStream.Event(
                        stored.experiment().version() + "." + stored.status().version(), ExperimentView.of(stored)))
                .orElse(null);
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(ExperimentChanged change) {
        streams.stream()
                .filter(stream -> stream.experiment().equals(change.experiment()))
                .forEach(ExperimentStream::signal);
    }

    @Scheduled(fixedRate = 15_000)
    void heartbeat() {
        streams.forEach(ExperimentStream::beat);
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        streams.forEach(ExperimentStream::close);
    }
}
