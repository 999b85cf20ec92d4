package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.dashboard.answer.ResultsAnswer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import tools.jackson.databind.json.JsonMapper;

/**
 * Server-sent events of results. Every client has its own virtual thread and takes the newest answer when it is ready for
 * one: a slow client skips answers and holds up nobody; one that takes nothing at all is dropped by the server's write
 * time-out. Clients of one experiment share the bytes of an answer.
 */
final class ResultsStreams {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration REPEAT = Duration.ofSeconds(5);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final ResultsFeed feed;
    private final JsonMapper json;
    private final Semaphore places;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Message> latest = new ConcurrentHashMap<>();

    ResultsStreams(ResultsFeed feed, JsonMapper json, int maximum) {
        this.feed = feed;
        this.json = json;
        this.places = new Semaphore(maximum);
    }

    /** Takes a place; false when all are taken. Who got one gives it back with {@link #leave}. */
    boolean enter() {
        return closing.getCount() > 0 && places.tryAcquire();
    }

    void leave() {
        places.release();
    }

    /** Streams served now, of those that can be. */
    int free() {
        return places.availablePermits();
    }

    /**
     * Writes events until the client goes, the experiment's definition is deleted, or the application stops.
     *
     * @param lastEventId the id of the answer that the client has, which is not sent again
     */
    void write(String experiment, @Nullable String lastEventId, OutputStream out) throws IOException {
        String sent = lastEventId;
        long sentAt = 0;
        long aliveAt = System.nanoTime();
        do {
            Optional<Results.Look> look = feed.look(experiment);
            if (look.isEmpty()) {
                return;
            }
            String snapshot = feed.snapshot(look.get());
            long now = System.nanoTime();
            boolean repeat = sentAt != 0 && now - sentAt > REPEAT.toNanos();
            if (!snapshot.equals(sent) || repeat || sentAt == 0 && lastEventId == null) {
                Message message = message(look.get(), snapshot, now);
                out.write(message.bytes);
                out.flush();
                sent = message.snapshot;
                sentAt = now;
                aliveAt = now;
            } else if (now - aliveAt > HEARTBEAT.toNanos()) {
                out.write(COMMENT);
                out.flush();
                aliveAt = now;
            }
        } while (waits());
    }

    private Message message(Results.Look look, String snapshot, long now) {
        return latest.compute(
                look.experiment().id(),
                (id, known) ->
                        known != null && known.snapshot.equals(snapshot) && now - known.madeAt < REPEAT.toNanos() / 2
                                ? known
                                : make(look, snapshot, now));
    }

    private Message make(Results.Look look, String snapshot, long now) {
        ResultsAnswer answer =
                feed.results().answer(look, new ResultsAnswer.View(null, null, null, false), snapshot, false);
        String event = "id: " + snapshot + "\nevent: results\ndata: " + json.writeValueAsString(answer) + "\n\n";
        return new Message(snapshot, now, event.getBytes(StandardCharsets.UTF_8));
    }

    private boolean waits() {
        try {
            return !closing.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        closing.countDown();
    }

    private static final class Message {
        private final String snapshot;
        private final long madeAt;
        private final byte[] bytes;

        private Message(String snapshot, long madeAt, byte[] bytes) {
            this.snapshot = snapshot;
            this.madeAt = madeAt;
            this.bytes = bytes;
        }
    }
}
