package io.meshtrial.analytics.ingest.accesslog;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Recorded messages made into others. */
final class Distortion {

    private Distortion() {}

    /** The same messages from another pod, and of another experiment. */
    static List<StreamAccessLogsMessage> named(String pod, List<StreamAccessLogsMessage> messages) {
        return messages.stream().map(message -> named(pod, message)).toList();
    }

    private static StreamAccessLogsMessage named(String pod, StreamAccessLogsMessage message) {
        StreamAccessLogsMessage.Builder renamed = message.toBuilder();
        if (message.hasIdentifier()) {
            renamed.getIdentifierBuilder()
                    .getNodeBuilder()
                    .setId("router~10.0.0.1~" + pod + ".istio-system~cluster.local");
        }
        renamed.getHttpLogsBuilder().getLogEntryBuilderList().forEach(Distortion::ofAnother);
        return renamed.build();
    }

    private static void ofAnother(HTTPAccessLogEntry.Builder entry) {
        String route = entry.getCommonProperties().getRouteName();
        entry.getCommonPropertiesBuilder().setRouteName(route.replace("exp-7", "exp-8"));
    }

    /** The message with an entry before its first that cannot be read. */
    static byte[] withGarbageAsFirstEntry(StreamAccessLogsMessage message) throws IOException {
        byte[] garbage = {10, 3, (byte) 0xff, (byte) 0xff, (byte) 0xff};
        ByteString logs =
                ByteString.copyFrom(garbage).concat(message.getHttpLogs().toByteString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CodedOutputStream coded = CodedOutputStream.newInstance(out);
        coded.writeMessage(StreamAccessLogsMessage.IDENTIFIER_FIELD_NUMBER, message.getIdentifier());
        coded.writeBytes(StreamAccessLogsMessage.HTTP_LOGS_FIELD_NUMBER, logs);
        coded.flush();
        return out.toByteArray();
    }
}
