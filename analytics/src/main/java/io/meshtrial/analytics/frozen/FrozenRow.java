package io.meshtrial.analytics.frozen;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.meshtrial.analytics.comparison.FrozenValue;
import io.meshtrial.analytics.comparison.FrozenValue.Plan;
import io.meshtrial.analytics.comparison.FrozenValue.PlannedInformation;
import io.meshtrial.analytics.comparison.FrozenValue.ReachedInformation;
import io.meshtrial.analytics.comparison.FrozenValue.Recovered;
import io.meshtrial.analytics.comparison.FrozenValue.ShortSince;
import io.meshtrial.analytics.comparison.FrozenValue.Threshold;
import io.meshtrial.analytics.comparison.RunId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * One value as JSON; of the members after {@code startedAt} one is there.
 *
 * @param schema of this layout
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record FrozenRow(
        int schema,
        String experiment,
        Instant startedAt,
        @Nullable Plan plan,
        @Nullable Threshold threshold,
        @Nullable PlannedInformation planned,
        @Nullable ReachedInformation reached,
        @Nullable ShortSince shortSince,
        @Nullable Recovered recovered) {

    private static final int SCHEMA = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .changeDefaultVisibility(visibility -> visibility
                    .withGetterVisibility(Visibility.NONE)
                    .withIsGetterVisibility(Visibility.NONE)
                    .withFieldVisibility(Visibility.ANY))
            .build();

    static FrozenRow of(RunId run, FrozenValue value) {
        return new FrozenRow(
                SCHEMA,
                run.experiment(),
                run.startedAt(),
                value instanceof Plan plan ? plan : null,
                value instanceof Threshold threshold ? threshold : null,
                value instanceof PlannedInformation planned ? planned : null,
                value instanceof ReachedInformation reached ? reached : null,
                value instanceof ShortSince sight ? sight : null,
                value instanceof Recovered recovery ? recovery : null);
    }

    /** Empty when the row is not one that this version can read. */
    static Optional<FrozenRow> read(byte[] json) {
        try {
            FrozenRow row = JSON.readValue(json, FrozenRow.class);
            return row != null && row.isWhole() ? Optional.of(row) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private boolean isWhole() {
        return schema == SCHEMA && experiment != null && startedAt != null && values().count() == 1;
    }

    private Stream<FrozenValue> values() {
        return Stream.<@Nullable FrozenValue>of(plan, threshold, planned, reached, shortSince, recovered)
                .filter(Objects::nonNull);
    }

    FrozenValue value() {
        return values().findFirst().orElseThrow();
    }

    RunId run() {
        return new RunId(experiment, startedAt);
    }

    byte[] json() {
        return JSON.writeValueAsBytes(this);
    }

    /**
     * A key that nothing else has where the first value holds: compaction would keep the last of equal keys. Of the others
     * the last of each writer is enough.
     */
    byte[] key(String writer, long number) {
        FrozenValue value = value();
        String last = value.isFirst() ? writer + "-" + number : writer;
        return String.join("/", experiment, startedAt.toString(), value.subject(), last)
                .getBytes(UTF_8);
    }
}
