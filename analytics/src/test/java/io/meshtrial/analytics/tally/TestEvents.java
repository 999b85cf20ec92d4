package io.meshtrial.analytics.tally;

import com.google.protobuf.ByteString;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Browser;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.Source;
import io.meshtrial.events.RequestEvent.UnitKind;
import java.util.SplittableRandom;

/** Seeded events of two arms, as a catalogue would emit them. */
final class TestEvents {

    static final String EXPERIMENT = "search-ranking";
    static final long START_MILLIS = 1_795_338_000_000L;

    private TestEvents() {}

    /** A random event that began within a span of milliseconds after {@link #START_MILLIS}. */
    static RequestEvent random(SplittableRandom random, long spanMillis) {
        byte[] unit = new byte[16];
        random.nextBytes(unit);
        boolean treated = random.nextInt(10) < 3;
        String version = treated ? "v2" : "v1";
        int roll = random.nextInt(100);
        RequestEvent.Builder event = RequestEvent.newBuilder()
                .setExperiment(EXPERIMENT)
                .setRule(1)
                .setDrawingRevision(1 + random.nextInt(2))
                .setVariant(version)
                .setServedVersion(version)
                .setStatus(roll < 2 ? 503 : 200)
                .setCompletion(roll == 99 ? Completion.CLIENT_ABORTED : Completion.ANSWERED)
                .setDurationMicros((long) Math.exp(random.nextDouble(6, 13)))
                .setStartEpochMicros((START_MILLIS + random.nextLong(spanMillis)) * 1000)
                .setUnitKind(UnitKind.REQUEST)
                .setUnit(ByteString.copyFrom(unit))
                .setBrowser(Browser.forNumber(1 + random.nextInt(9)))
                .setBot(random.nextInt(50) == 0)
                .setSource(Source.APPLICATION)
                .setRoute(random.nextBoolean() ? "/" : "/{name}")
                .setMethod("GET")
                .setService("catalog")
                .setPod("pod-1")
                .setToken("abcdefghijklmnopqrstuv");
        if (random.nextBoolean()) {
            event.putValues("results", random.nextInt(20));
        }
        return event.build();
    }
}
