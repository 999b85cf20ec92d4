package io.meshtrial.analytics.tally;

import com.google.protobuf.ByteString;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.events.EventId;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.Source;
import io.meshtrial.events.RequestEvent.UnitKind;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.SplittableRandom;

/** Seeded requests of three arms through the tallies' own path: each minute so many, seen by the application and the gateway. */
public final class SampleRun {

    /** Token of its routes. */
    public static final String TOKEN = TestTraffic.TOKEN;

    private static final String[] ARMS = {"v1", "v2", "v3"};

    private final String experiment;
    private final UnitKind unit;
    private final PartitionRun run;
    private final SplittableRandom random = new SplittableRandom(11);
    private long sequence;

    /** @param users whether users are drawn, who come several times */
    public SampleRun(String experiment, boolean users, Measurements measurements) {
        this.experiment = experiment;
        this.unit = users ? UnitKind.USER : UnitKind.REQUEST;
        run = new PartitionRun(TallyBounds.DEFAULT, measurements);
    }

    /**
     * One minute's requests in a drawing revision.
     *
     * @param shares of v1, v2, v3; they sum to 1
     */
    public void minute(Instant start, int revision, double[] shares, int requests) {
        for (int i = 0; i < requests; i++) {
            long user = random.nextLong(20_000);
            String variant = variant(unit == UnitKind.USER ? drawn(user, revision) : random.nextDouble(), shares);
            long micros = start.getEpochSecond() * 1_000_000 + random.nextLong(60_000_000);
            RequestEvent event = event(user, variant, revision, micros);
            add(event);
            if (random.nextInt(100) > 0) {
                add(event.toBuilder()
                        .setSource(Source.ACCESS_LOG)
                        .setStatus(random.nextInt(80) == 0 ? 503 : event.getStatus())
                        .build());
            }
        }
        run.commit();
    }

    private RequestEvent event(long user, String variant, int revision, long micros) {
        double slower = variant.equals("v2") ? 0.9 : variant.equals("v3") ? 1.03 : 1;
        RequestEvent.Builder event = TestEvents.random(random, 1).toBuilder()
                .setExperiment(experiment)
                .setDrawingRevision(revision)
                .setCurrentDrawingRevision(revision)
                .setVariant(variant)
                .setServedVersion(random.nextInt(200) == 0 ? "v9" : variant)
                .setUnitKind(unit)
                .setUnit(ByteString.copyFrom(ByteBuffer.allocate(16)
                        .putLong(unit == UnitKind.USER ? user : random.nextLong())
                        .putLong(9)
                        .array()))
                .setStatus(random.nextInt(25) == 0 ? 503 : 200)
                .setCompletion(Completion.ANSWERED)
                .setDurationMicros((long) (slower * Math.exp(random.nextDouble(9, 12))))
                .setStartEpochMicros(micros)
                .clearValues();
        if (random.nextInt(3) > 0) {
            event.putValues("results", random.nextInt(variant.equals("v2") ? 20 : 12) / 2.0);
        }
        return event.build();
    }

    private static double drawn(long user, int revision) {
        return new SplittableRandom(user * 31 + revision).nextDouble();
    }

    private static String variant(double draw, double[] shares) {
        int arm = 0;
        double left = draw;
        while (arm < ARMS.length - 1 && left >= shares[arm]) {
            left -= shares[arm++];
        }
        return ARMS[arm];
    }

    private void add(RequestEvent event) {
        run.add(
                new EventIdentity.Numbered(new EventId("sample", sequence++)),
                event,
                event.getStartEpochMicros() / 1000 + 20);
    }

    public ExperimentTallies tallies(EventSource source) {
        return run.tallies.board().of(experiment, source);
    }
}
