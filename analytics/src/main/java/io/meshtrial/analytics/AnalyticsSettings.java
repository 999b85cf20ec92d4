package io.meshtrial.analytics;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration under {@code meshtrial}.
 *
 * @param stream how events are tallied
 * @param experimentApi where {@code /api/v1/experiments…} is forwarded to
 * @param maximumStreams event streams that are served at once
 */
@ConfigurationProperties("meshtrial")
public record AnalyticsSettings(
        @DefaultValue Stream stream,
        @DefaultValue ExperimentApi experimentApi,
        @DefaultValue("1000") int maximumStreams) {

    /**
     * @param applicationId names the consumer group, and with it the topic of tallies
     * @param commitInterval how often tallies become visible
     * @param threads of this instance
     * @param eventPartitions of the topic of events, when analytics has to make it
     * @param unitsPerPartition users that are held at most, about 60 bytes each; beyond it only a share of them is
     * @param stateDirectory where Kafka Streams keeps its lock and process id
     */
    public record Stream(
            @DefaultValue("meshtrial-analytics") String applicationId,
            @DefaultValue("200ms") Duration commitInterval,
            @DefaultValue("1") int threads,
            @DefaultValue("4") int eventPartitions,
            @DefaultValue("1000000") long unitsPerPartition,

            @DefaultValue("${java.io.tmpdir}/meshtrial-analytics")
            String stateDirectory) {}

    /**
     * @param timeout until the first byte of an answer
     * @param maximumBodyBytes of a request that is forwarded
     */
    public record ExperimentApi(
            @DefaultValue("http://127.0.0.1:7701") URI url,
            @DefaultValue("30s") Duration timeout,
            @DefaultValue("1048576") int maximumBodyBytes) {}
}
