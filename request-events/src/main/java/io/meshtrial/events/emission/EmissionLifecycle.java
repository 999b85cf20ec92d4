package io.meshtrial.events.emission;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Runs the sender from before the web server starts until after it has stopped. */
final class EmissionLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EmissionLifecycle.class);
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final EventEmitter emitter;
    private final EventSender sender;
    private final Duration shutdownTimeout;
    private @Nullable Thread thread;

    EmissionLifecycle(EventEmitter emitter, EventSender sender, Duration shutdownTimeout) {
        this.emitter = emitter;
        this.sender = sender;
        this.shutdownTimeout = shutdownTimeout;
    }

    @Override
    public synchronized void start() {
        thread = Thread.ofPlatform().name("meshtrial-events").daemon().start(sender);
    }

    @Override
    public synchronized void stop() {
        Thread running = thread;
        if (running == null) {
            return;
        }
        sender.stop();
        try {
            if (!running.join(shutdownTimeout.plus(MARGIN))) {
                running.interrupt();
                running.join(MARGIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
        EventCounts counts = emitter.counts();
        log.info(
                "Request events: {} produced, {} sent, {} dropped", counts.produced(), counts.sent(), counts.dropped());
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    /** Web servers stop in later phases first, so that their last requests' events still find the sender. */
    @Override
    public int getPhase() {
        return 0;
    }
}
