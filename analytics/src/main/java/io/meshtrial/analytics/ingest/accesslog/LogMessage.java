package io.meshtrial.analytics.ingest.accesslog;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link StreamAccessLogsMessage} taken apart without reading its entries, so that one unreadable entry costs no other.
 *
 * @param identifier of the sender; null in all messages of a stream but the first
 * @param entries of HTTP requests, each an encoded {@code HTTPAccessLogEntry}
 * @param broken whether the message itself ended in the middle; what was read before is kept
 */
record LogMessage(StreamAccessLogsMessage.@Nullable Identifier identifier, List<ByteString> entries, boolean broken) {

    private static final int HTTP_ENTRY = 1;

    static LogMessage parse(byte[] bytes) {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        List<ByteString> entries = new ArrayList<>();
        StreamAccessLogsMessage.Identifier identifier = null;
        try {
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case StreamAccessLogsMessage.IDENTIFIER_FIELD_NUMBER ->
                        identifier = StreamAccessLogsMessage.Identifier.parseFrom(in.readBytes());
                    case StreamAccessLogsMessage.HTTP_LOGS_FIELD_NUMBER -> split(in.readBytes(), entries);
                    default -> in.skipField(tag);
                }
            }
            return new LogMessage(identifier, List.copyOf(entries), false);
        } catch (IOException e) {
            return new LogMessage(identifier, List.copyOf(entries), true);
        }
    }

    private static void split(ByteString logs, List<ByteString> entries) throws IOException {
        CodedInputStream in = logs.newCodedInput();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (WireFormat.getTagFieldNumber(tag) == HTTP_ENTRY) {
                entries.add(in.readBytes());
            } else {
                in.skipField(tag);
            }
        }
    }
}
