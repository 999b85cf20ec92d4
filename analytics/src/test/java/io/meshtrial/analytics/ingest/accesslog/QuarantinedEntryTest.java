package io.meshtrial.analytics.ingest.accesslog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.meshtrial.analytics.ingest.accesslog.EntryReading.Quarantined;
import org.junit.jupiter.api.Test;

class QuarantinedEntryTest {

    @Test
    void theStreamsIdStaysBehindForItMayBeTheUnitsOwn() {
        HTTPAccessLogEntry.Builder entry = Messages.entry("search", 1);
        entry.getRequestBuilder().clearRequestId();
        entry.getCommonPropertiesBuilder().setStreamId("unit-of-a-person");
        byte[] data = QuarantinedEntry.record(new Quarantined("ROUTE_NAME", "no name"), "gateway-1", entry.build())
                .value();
        assertThat(new String(data, ISO_8859_1))
                .contains("meshtrial/search/r3/1.0")
                .doesNotContain("unit-of-a-person");
    }
}
