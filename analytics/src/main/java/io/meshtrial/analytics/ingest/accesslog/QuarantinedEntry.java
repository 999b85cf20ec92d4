package io.meshtrial.analytics.ingest.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.envoyproxy.envoy.data.accesslog.v3.AccessLogCommon;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPResponseProperties;
import io.meshtrial.analytics.ingest.DeadLetter;
import io.meshtrial.analytics.ingest.accesslog.EntryReading.Quarantined;
import io.meshtrial.events.EventHeaders;
import io.meshtrial.events.EventTopics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * An entry on its way to the dead letters: why, where from, and what of it says nothing about a person. Cookies, addresses,
 * user agents, paths and headers stay behind, and so does the stream's id: where there is no other it is the unit's.
 */
final class QuarantinedEntry {

    private static final String CONTENT_TYPE =
            "application/protobuf; messageType=envoy.data.accesslog.v3.HTTPAccessLogEntry";
    private static final int MAX_NAME = 512;

    private QuarantinedEntry() {}

    /** @param entry null when it could not be read */
    static ProducerRecord<byte[], byte[]> record(
            Quarantined quarantined, String pod, @Nullable HTTPAccessLogEntry entry) {
        byte[] data = entry == null ? new byte[0] : withoutPerson(entry).toByteArray();
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(EventTopics.DEAD_LETTERS, data);
        Headers headers = record.headers();
        headers.add(DeadLetter.REASON, quarantined.reason().getBytes(UTF_8));
        headers.add(DeadLetter.DETAIL, quarantined.detail().getBytes(UTF_8));
        headers.add(DeadLetter.ORIGIN, ("access-log/" + pod).getBytes(UTF_8));
        headers.add(EventHeaders.CONTENT_TYPE, CONTENT_TYPE.getBytes(UTF_8));
        return record;
    }

    private static HTTPAccessLogEntry withoutPerson(HTTPAccessLogEntry entry) {
        AccessLogCommon common = entry.getCommonProperties();
        HTTPResponseProperties response = entry.getResponse();
        return HTTPAccessLogEntry.newBuilder()
                .setCommonProperties(AccessLogCommon.newBuilder()
                        .setRouteName(cut(common.getRouteName()))
                        .setUpstreamCluster(cut(common.getUpstreamCluster()))
                        .setStartTime(common.getStartTime())
                        .setDuration(common.getDuration())
                        .setResponseFlags(common.getResponseFlags().toBuilder().clearUnauthorizedDetails()))
                .setResponse(HTTPResponseProperties.newBuilder()
                        .setResponseCode(response.getResponseCode())
                        .setResponseCodeDetails(cut(response.getResponseCodeDetails())))
                .build();
    }

    private static String cut(String text) {
        return text.length() > MAX_NAME ? text.substring(0, MAX_NAME) : text;
    }
}
