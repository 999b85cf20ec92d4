package io.meshtrial.analytics.ingest.accesslog;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UInt32Value;
import io.envoyproxy.envoy.config.core.v3.RequestMethod;
import io.envoyproxy.envoy.data.accesslog.v3.AccessLogCommon;
import io.envoyproxy.envoy.data.accesslog.v3.AccessLogType;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPRequestProperties;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPResponseProperties;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;

/** Messages as Envoy would send them. */
final class Messages {

    static final String TOKEN = "abcdefghijklmnopqrstuv";

    private Messages() {}

    /** One request; its number is its request id and its start, in milliseconds after some instant. */
    static StreamAccessLogsMessage numbered(String experiment, int number) {
        return of(entry(experiment, number).build());
    }

    /** One request whose path fills the message. */
    static StreamAccessLogsMessage ofBytes(String experiment, int bytes) {
        HTTPAccessLogEntry.Builder entry = entry(experiment, 0);
        entry.getRequestBuilder().setPath("/" + "x".repeat(bytes));
        return of(entry.build());
    }

    static StreamAccessLogsMessage of(HTTPAccessLogEntry entry) {
        StreamAccessLogsMessage.Builder message = StreamAccessLogsMessage.newBuilder();
        message.getIdentifierBuilder().getNodeBuilder().setId("router~10.0.0.1~gateway-1.istio-system~cluster.local");
        message.getHttpLogsBuilder().addLogEntry(entry);
        return message.build();
    }

    /** A request that {@code v2} answered. */
    static HTTPAccessLogEntry.Builder entry(String experiment, int number) {
        return HTTPAccessLogEntry.newBuilder()
                .setCommonProperties(AccessLogCommon.newBuilder()
                        .setRouteName("meshtrial/" + experiment + "/r3/1.0")
                        .setUpstreamCluster("outbound|80|v2|catalog.demo.svc.cluster.local")
                        .setAccessLogType(AccessLogType.DownstreamEnd)
                        .setUpstreamRequestAttemptCount(1)
                        .setStreamId("stream-" + number)
                        .setStartTime(Timestamp.newBuilder()
                                .setSeconds(1_795_338_000 + number / 1_000)
                                .setNanos(number % 1_000 * 1_000_000))
                        .setDuration(Duration.newBuilder().setNanos(2_500_000)))
                .setRequest(HTTPRequestProperties.newBuilder()
                        .setRequestMethod(RequestMethod.GET)
                        .setPath("/cats?q=tabby")
                        .setUserAgent("Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0")
                        .setRequestId("request-" + number)
                        .putRequestHeaders("x-meshtrial", experiment + ";r3;1;v2;catalog;" + TOKEN))
                .setResponse(HTTPResponseProperties.newBuilder()
                        .setResponseCode(UInt32Value.of(200))
                        .setResponseCodeDetails("via_upstream"));
    }
}
