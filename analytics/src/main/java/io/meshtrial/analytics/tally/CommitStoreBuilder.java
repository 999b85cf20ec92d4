package io.meshtrial.analytics.tally;

import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** Builds one {@link CommitStore} for each task; always logged, never cached by Kafka Streams itself. */
final class CommitStoreBuilder implements StoreBuilder<CommitStore> {

    private final String name;
    private final Map<String, String> topicSettings;
    private final Refusals refusals;

    /** @param topicSettings settings of the changelog topic beside compaction */
    CommitStoreBuilder(String name, Map<String, String> topicSettings, Refusals refusals) {
        this.name = name;
        this.topicSettings = Map.copyOf(topicSettings);
        this.refusals = refusals;
    }

    @Override
    public CommitStore build() {
        return new CommitStore(name, refusals);
    }

    @Override
    public Map<String, String> logConfig() {
        return topicSettings;
    }

    @Override
    public boolean loggingEnabled() {
        return true;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public StoreBuilder<CommitStore> withCachingEnabled() {
        throw new UnsupportedOperationException("the store is its own cache");
    }

    @Override
    public StoreBuilder<CommitStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<CommitStore> withLoggingEnabled(Map<String, String> config) {
        return new CommitStoreBuilder(name, config, refusals);
    }

    @Override
    public StoreBuilder<CommitStore> withLoggingDisabled() {
        throw new UnsupportedOperationException("the changelog is the only copy");
    }
}
