package io.meshtrial.analytics.ingest.accesslog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.meshtrial.analytics.ingest.accesslog.EntryReading.Quarantined;
import io.meshtrial.analytics.ingest.accesslog.EntryReading.Request;
import io.meshtrial.events.DecodeResult.Decoded;
import io.meshtrial.events.EventCodec;
import io.meshtrial.events.EventId;
import io.meshtrial.events.EventRecords;
import io.meshtrial.events.UnitHash;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Recorded messages with bytes changed, cut and doubled at random: whatever comes out is an event or a reason. */
class HostileEntriesTest {

    private static final int ROUNDS = Boolean.getBoolean("meshtrial.proof") ? 2_000_000 : 20_000;
    private static final long SEED = 20_261_125;

    private final EntryReader reader = new EntryReader(
            new UnitHash("salt"), new RouteTemplates(List.of("/")), none -> Optional.empty(), () -> "fresh");

    @Test
    void aChangedEntryIsAnEventWithinBoundsOrHasAReasonThatQuotesNothing() {
        SplittableRandom random = new SplittableRandom(SEED);
        List<HTTPAccessLogEntry> entries = Recording.inTodaysForm().stream()
                .flatMap(message -> message.getHttpLogs().getLogEntryList().stream())
                .toList();
        LogClock clock = new LogClock();
        int requests = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = entries.get(random.nextInt(entries.size())).toByteArray();
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                HTTPAccessLogEntry entry = HTTPAccessLogEntry.parseFrom(bytes);
                clock.saw(entry.getCommonProperties());
                requests += check(reader.read(entry, "pod"), entry);
            } catch (InvalidProtocolBufferException e) {
                assertThat(e).isNotNull();
            }
        }
        assertThat(requests).as("requests that survived").isGreaterThan(ROUNDS / 10);
        assertThat(clock.tail().missingUntil(Long.MAX_VALUE)).isBetween(0L, 3_600L * ROUNDS);
    }

    @Test
    void aChangedMessageNeverFailsToBeTakenApart() {
        SplittableRandom random = new SplittableRandom(SEED);
        byte[] whole = Recording.inTodaysForm().get(1).toByteArray();
        for (int i = 0; i < ROUNDS / 10; i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(Math.min(64, bytes.length))] = (byte) random.nextInt(256);
            assertThat(LogMessage.parse(bytes).entries().size()).isBetween(0, 64);
        }
    }

    private static int check(EntryReading reading, HTTPAccessLogEntry entry) {
        if (reading instanceof Request(var event, Cause cause)) {
            var record = EventRecords.record(new EventId("fuzz", 0), event);
            assertThat(EventCodec.decode("application/protobuf", record.value()))
                    .isInstanceOf(Decoded.class);
            return 1;
        }
        if (reading instanceof Quarantined quarantined) {
            String letter = new String(
                    QuarantinedEntry.record(quarantined, "pod", entry).value(), ISO_8859_1);
            assertThat(letter).doesNotContain("theme=dark", "Mozilla/", "192.0.2.2");
        }
        return 0;
    }
}
