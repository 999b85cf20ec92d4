package io.meshtrial.analytics.tally;

import com.google.protobuf.ByteString;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.UnitKind;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Seeded requests of users, with all that happens to them: redraws, crossovers, lost cookies, stayers of old draws. */
final class UserEvents {

    private UserEvents() {}

    /** A request of one of so many users; few of them come often, and most seldom. */
    static RequestEvent next(SplittableRandom random, int users, long startMillis) {
        RequestEvent.Builder event = TestEvents.random(random, 1).toBuilder();
        int user = random.nextInt(random.nextInt(1, users + 1));
        int drawn = 1 + user % 2;
        int roll = random.nextInt(100);
        String usual = user % 10 < 3 ? "v2" : "v1";
        String other = usual.equals("v1") ? "v2" : "v1";
        String variant = roll < 3 ? other : usual;
        return event.setStartEpochMicros(startMillis * 1000)
                .setUnit(ByteString.copyFrom(
                        ByteBuffer.allocate(16).putLong(user).putLong(7).array()))
                .setUnitKind(
                        roll == 50 ? UnitKind.GENERATED : user % 7 == 0 || roll > 80 ? UnitKind.REQUEST : UnitKind.USER)
                .setDrawingRevision(drawn)
                .setCurrentDrawingRevision(random.nextInt(10) == 0 ? 2 : drawn)
                .setOrigin(user % 5 == 0 ? 1 : 0)
                .setVariant(variant)
                .setServedVersion(roll == 60 ? "v3" : variant)
                .build();
    }
}
