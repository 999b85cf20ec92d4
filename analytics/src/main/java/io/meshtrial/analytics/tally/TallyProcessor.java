package io.meshtrial.analytics.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshtrial.analytics.ingest.DeadLetter;
import io.meshtrial.events.ContentType;
import io.meshtrial.events.DecodeResult.Decoded;
import io.meshtrial.events.DecodeResult.Malformed;
import io.meshtrial.events.EventCodec;
import io.meshtrial.events.EventHeaders;
import io.meshtrial.events.RequestEvent;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** One partition's events into its tallies; what is no event goes to the dead letters with its reason. */
final class TallyProcessor implements Processor<byte[], EventBatch, byte[], byte[]> {

    private static final byte[] PROTOBUF = ContentType.PROTOBUF.mediaType().getBytes(UTF_8);

    private final Measurements measurements;
    private final TallyBounds bounds;
    private final Refusals refusals;
    private final EventScanner scanner = new EventScanner();
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable PartitionTallies tallies;

    TallyProcessor(Measurements measurements, TallyBounds bounds, Refusals refusals) {
        this.measurements = measurements;
        this.bounds = bounds;
        this.refusals = refusals;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        CommitStore store = processorContext.getStateStore(TallyTopology.STORE);
        CommitStore units = processorContext.getStateStore(TallyTopology.UNITS);
        tallies = new PartitionTallies(store, units, measurements, bounds);
    }

    @Override
    public void process(Record<byte[], EventBatch> batch) {
        if (tallies == null || context == null) {
            throw new IllegalStateException("process before init");
        }
        for (ConsumerRecord<byte[], byte[]> record : batch.value().records()) {
            add(record, tallies, context);
        }
    }

    private void add(
            ConsumerRecord<byte[], byte[]> record, PartitionTallies into, ProcessorContext<byte[], byte[]> context) {
        if (record.timestampType() == TimestampType.CREATE_TIME) {
            // A clock that anybody may set would decide what is expired.
            into.addPoison();
            context.forward(
                    DeadLetter.ofProducersTimestamp(record, refusals.letterBytes()), TallyTopology.DEAD_LETTERS);
            return;
        }
        long appendMillis = record.timestamp();
        into.at(appendMillis);
        Observation scanned = scan(record);
        if (scanned != null) {
            into.add(identity(record.headers()), scanned);
            return;
        }
        switch (EventCodec.decode(text(record.headers().lastHeader(EventHeaders.CONTENT_TYPE)), record.value())) {
            case Decoded(RequestEvent event) ->
                into.add(identity(record.headers()), new EventObservation(event, appendMillis));
            case Malformed malformed -> {
                into.addPoison();
                context.forward(DeadLetter.of(record, malformed, refusals.letterBytes()), TallyTopology.DEAD_LETTERS);
            }
        }
    }

    private @Nullable Observation scan(ConsumerRecord<byte[], byte[]> record) {
        Header contentType = record.headers().lastHeader(EventHeaders.CONTENT_TYPE);
        return record.value() != null && contentType != null && Arrays.equals(contentType.value(), PROTOBUF)
                ? scanner.read(record.value(), record.timestamp())
                : null;
    }

    private static EventIdentity identity(Headers headers) {
        return EventIdentity.ofId(
                text(headers.lastHeader(EventHeaders.ID)), () -> text(headers.lastHeader(EventHeaders.SOURCE)));
    }

    private static @Nullable String text(@Nullable Header header) {
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
