package io.meshtrial.analytics.tally;

import io.meshtrial.events.EventTopics;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Counts what Kafka did not take, and learns from it. What may succeed later is tried again; else the task begins anew at
 * its last commit, for a record left out of a transaction would be a row or a dead letter lost. Kafka Streams makes it by
 * its public constructor.
 */
public final class ProductionFailures extends DefaultProductionExceptionHandler {

    /** Setting under which {@link Refusals} are handed over. */
    static final String REFUSALS = "meshtrial.refusals";

    private @Nullable Refusals refusals;

    @Override
    public void configure(Map<String, ?> settings) {
        super.configure(settings);
        refusals = settings.get(REFUSALS) instanceof Refusals given ? given : null;
    }

    @Override
    public Response handleError(ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
        if (refusals != null) {
            refusals.failed(record.topic(), record.topic().equals(EventTopics.DEAD_LETTERS), failure);
        }
        return super.handleError(context, record, failure);
    }
}
