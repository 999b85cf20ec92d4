package io.meshtrial.experiment.stream;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One client's stream: {@code experiment} events with the whole experiment, {@code deleted} at the end, heartbeats. */
final class ExperimentStream {

    private static final Logger log = LoggerFactory.getLogger(ExperimentStream.class);

    /** @param id of the state that {@code data} shows; equal ids mean equal states */
    record Event(String id, Object data) {}

    private enum Signal {
        CHANGED,
        BEAT,
        CLOSE
    }

    private final String experiment;
    private final Function<String, @Nullable Event> source;
    private final Consumer<ExperimentStream> onEnd;
    private final SseEmitter emitter = new SseEmitter(0L);
    private final BlockingQueue<Signal> signals = new ArrayBlockingQueue<>(4);
    private @Nullable String lastId;

    ExperimentStream(
            String experiment,
            @Nullable String lastEventId,
            Function<String, @Nullable Event> source,
            Consumer<ExperimentStream> onEnd) {
        this.experiment = experiment;
        this.lastId = lastEventId;
        this.source = source;
        this.onEnd = onEnd;
    }

    String experiment() {
        return experiment;
    }

    SseEmitter start() {
        emitter.onCompletion(this::close);
        emitter.onError(failure -> close());
        signal();
        Thread.ofVirtual().name("stream-" + experiment).start(this::run);
        return emitter;
    }

    /** A full queue already holds what makes the reader look again. */
    void signal() {
        offer(Signal.CHANGED);
    }

    void beat() {
        offer(Signal.BEAT);
    }

    void close() {
        signals.clear();
        offer(Signal.CLOSE);
    }

    private void offer(Signal signal) {
        boolean taken = signals.offer(signal);
        if (!taken) {
            log.debug("stream of {} lags", experiment);
        }
    }

    private void run() {
        try {
            Signal signal = signals.take();
            while (signal != Signal.CLOSE && send(signal)) {
                signal = signals.take();
            }
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            log.debug("a stream of {} ended: {}", experiment, gone.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            onEnd.accept(this);
        }
    }

    /** A heartbeat looks too: a change that another replica stored may have been missed. */
    private boolean send(Signal signal) throws IOException {
        Event event;
        try {
            event = source.apply(experiment);
        } catch (DataAccessException | TransactionException away) {
            log.debug("the state of {} cannot be read for now: {}", experiment, away.getMessage());
            emitter.send(SseEmitter.event().comment("store away"));
            return true;
        }
        if (event == null) {
            emitter.send(SseEmitter.event().name("deleted").data("{}"));
            return false;
        }
        if (!event.id().equals(lastId)) {
            emitter.send(SseEmitter.event().id(event.id()).name("experiment").data(event.data()));
            lastId = event.id();
        } else if (signal == Signal.BEAT) {
            emitter.send(SseEmitter.event().comment("beat"));
        }
        return true;
    }
}
