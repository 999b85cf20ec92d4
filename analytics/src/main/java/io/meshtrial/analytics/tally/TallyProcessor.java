package io.meshtrial.analytics.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshtrial.analytics.ingest.DeadLetter;
import io.meshtrial.events.DecodeResult.Decoded;
import io.meshtrial.events.DecodeResult.Malformed;
import io.meshtrial.events.EventCodec;
import io.meshtrial.events.EventHeaders;
import io.meshtrial.events.RequestEvent;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** One partition's events into its tallies; what is no event goes to the dead letters with its reason. */
final class TallyProcessor implements Processor<byte[], byte[], byte[], byte[]> {

    private final Measurements measurements;
    private final TallyBounds bounds;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable PartitionTallies tallies;

    TallyProcessor(Measurements measurements, TallyBounds bounds) {
        this.measurements = measurements;
        this.bounds = bounds;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        CommitStore store = processorContext.getStateStore(TallyTopology.STORE);
        CommitStore units = processorContext.getStateStore(TallyTopology.UNITS);
        tallies = new PartitionTallies(store, units, measurements, bounds);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        PartitionTallies into = tallies;
        if (into == null || context == null) {
            throw new IllegalStateException("process before init");
        }
        long appendMillis = record.timestamp();
        into.at(appendMillis);
        String contentType = text(record.headers(), EventHeaders.CONTENT_TYPE);
        switch (EventCodec.decode(contentType, record.value())) {
            case Decoded(RequestEvent event) -> into.add(identity(record.headers()), event, appendMillis);
            case Malformed malformed -> {
                into.addPoison();
                context.forward(DeadLetter.of(record, malformed, context.recordMetadata()), TallyTopology.DEAD_LETTERS);
            }
        }
    }

    private static EventIdentity identity(Headers headers) {
        return EventIdentity.of(text(headers, EventHeaders.SOURCE), text(headers, EventHeaders.ID));
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
