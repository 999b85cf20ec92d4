package io.meshtrial.analytics.frozen;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshtrial.analytics.comparison.FrozenPlans;
import io.meshtrial.analytics.ingest.CompactedTopicReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the topic's values to the plans, in its order. Reading anew changes nothing: the first value still comes first. */
public final class FrozenReader implements CompactedTopicReader.Sink {

    private static final Logger LOG = LoggerFactory.getLogger(FrozenReader.class);

    private final FrozenPlans plans;
    private final FrozenWriter writer;

    public FrozenReader(FrozenPlans plans, FrozenWriter writer) {
        this.plans = plans;
        this.writer = writer;
    }

    @Override
    public void reset() {
        writer.restarted();
    }

    @Override
    public void accept(int partition, byte[] key, byte @Nullable [] value) {
        if (value == null) {
            return;
        }
        FrozenRow.read(value)
                .ifPresentOrElse(
                        row -> {
                            plans.accept(row.run(), row.value());
                            writer.settled(row.run(), row.value().subject());
                        },
                        () -> LOG.warn("Skipped an unreadable frozen value: {}", new String(key, UTF_8)));
    }
}
