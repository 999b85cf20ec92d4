package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.definition.Revision;
import io.meshtrial.analytics.definition.RuleAllocation;
import io.meshtrial.analytics.definition.Variant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is frozen of an experiment and decides how its events are tallied. */
public final class Measurement {

    private static final long DEFAULT_CAP_MICROS = 10_000_000;
    private static final long MINUTES_PER_HOUR = 60;

    /** Under which name the sums over users of the gateway's failures are kept, however a plan names the metric. */
    public static final String GATEWAY_ERRORS = "gateway-errors";

    private static final List<UserMetric> WITNESSED =
            List.of(new UserMetric(GATEWAY_ERRORS, MetricKind.GATEWAY_ERROR_RATE, "", null));

    /** Of an experiment without a definition: its requests are counted, its users are not. */
    public static final Measurement UNKNOWN = new Measurement(
            EventSource.APPLICATION,
            DEFAULT_CAP_MICROS,
            Map.of(),
            List.of(),
            Set.of(),
            Set.of(),
            0,
            Map.of(),
            null,
            null);

    private final EventSource eventSource;
    private final long capMicros;
    private final Map<String, String> versions;
    private final List<UserMetric> metrics;
    private final Set<Draw> userDraws;
    private final Set<Integer> userRules;
    private final int newestRevision;
    private final Map<Integer, Long> firstMinutes;
    private final @Nullable Experiment disputed;
    private final @Nullable Experiment definition;

    private Measurement(
            EventSource eventSource,
            long capMicros,
            Map<String, String> versions,
            List<UserMetric> metrics,
            Set<Draw> userDraws,
            Set<Integer> userRules,
            int newestRevision,
            Map<Integer, Long> firstMinutes,
            @Nullable Experiment disputed,
            @Nullable Experiment definition) {
        this.eventSource = eventSource;
        this.capMicros = capMicros;
        this.versions = versions;
        this.metrics = metrics;
        this.userDraws = userDraws;
        this.userRules = userRules;
        this.newestRevision = newestRevision;
        this.firstMinutes = firstMinutes;
        this.disputed = disputed;
        this.definition = definition;
    }

    /** @param thresholds frozen thresholds of latency quantiles, by metric */
    public static Measurement of(Experiment experiment, Map<String, FrozenThreshold> thresholds) {
        Map<String, String> versions = new HashMap<>();
        for (Variant variant : experiment.variants()) {
            String version = variant.version();
            versions.put(variant.name(), version == null ? "" : version);
        }
        Set<Draw> userDraws = new HashSet<>();
        Set<Integer> userRules = new HashSet<>();
        for (Revision revision : experiment.revisions()) {
            for (RuleAllocation allocation : revision.allocations()) {
                if (allocation.unit() == RandomisationUnit.USER && allocation.randomised()) {
                    userDraws.add(new Draw(allocation.rule(), allocation.drawingRevision()));
                    userRules.add(allocation.rule());
                }
            }
        }
        List<UserMetric> metrics = experiment.plan().metrics().stream()
                .map(metric -> UserMetric.of(
                        metric, metric.kind() == MetricKind.LATENCY_QUANTILE ? thresholds.get(metric.name()) : null))
                .toList();
        int newest = experiment.currentRevision().map(Revision::number).orElse(0);
        return new Measurement(
                experiment.eventSource(),
                experiment.plan().latencyCapMicros(),
                versions,
                metrics,
                userDraws,
                userRules,
                newest,
                firstMinutes(experiment),
                experiment.disputes().isEmpty() ? null : experiment,
                experiment);
    }

    boolean isDefined() {
        return definition != null;
    }

    /**
     * Whether the token is of the experiment's routes, as far as its definition tells now. A request that no destination
     * took carries none: the route's name in the access log vouches for it.
     */
    boolean vouchesFor(Cell cell) {
        Stratum stratum = cell.stratum();
        return definition != null
                && (cell.source() == EventSource.ACCESS_LOG
                                && cell.token().isEmpty()
                                && cell.variant().isEmpty()
                        || definition.knowsToken(stratum.drawingRevision(), cell.token()));
    }

    /** Whether a metric of the plan is made of the value. */
    boolean measures(String value) {
        for (UserMetric metric : metrics) {
            if (metric.value().equals(value)) {
                return true;
            }
        }
        return false;
    }

    /** By revision the first minute after its warm-up; empty without warm-ups. */
    private static Map<Integer, Long> firstMinutes(Experiment experiment) {
        Map<Integer, Long> firstMinutes = new HashMap<>();
        if (!experiment.plan().warmUp().isZero()) {
            for (Revision revision : experiment.revisions()) {
                firstMinutes.put(revision.number(), experiment.firstMinute(revision.number()));
            }
        }
        return firstMinutes;
    }

    /** Whether users are counted of what the source tells: it decides, or it is the gateway beside the application. */
    boolean countsUsers(EventSource source) {
        return source == eventSource || source == EventSource.ACCESS_LOG;
    }

    /** Where latencies are cut, and where failed requests stand, in microseconds. */
    long capMicros() {
        return capMicros;
    }

    /** What is added up for each user: beside the application, the gateway tells of failures alone. */
    List<UserMetric> metrics(EventSource source) {
        return source == eventSource ? metrics : WITNESSED;
    }

    /**
     * Whether users, not requests, were drawn in a stratum. A revision whose definition is still under way draws what its
     * rule drew before.
     */
    boolean drawsUsers(Stratum stratum) {
        return !userRules.isEmpty()
                && (stratum.drawingRevision() > newestRevision
                        ? userRules.contains(stratum.rule())
                        : userDraws.contains(new Draw(stratum.rule(), stratum.drawingRevision())));
    }

    boolean knows(String variant) {
        return versions.containsKey(variant);
    }

    /** Whether the version that answered is the variant's, as far as both are known; otherwise it was no exposure. */
    boolean isServedBy(String variant, String servedVersion) {
        String version = versions.get(variant);
        return version != null && (version.isEmpty() || servedVersion.isEmpty() || version.equals(servedVersion));
    }

    /**
     * Whether what has no minutes, users and segments, counts a request: neither in the warm-up of its revision nor between a
     * foreign edit and its acceptance, as far as these are known now. A revision whose definition is still under way is in
     * its warm-up.
     */
    boolean isCompared(Observation observation) {
        return !isWarmUp(observation)
                && (disputed == null || !disputed.isDisputed(observation.minute(), observation.minute()));
    }

    private boolean isWarmUp(Observation observation) {
        if (firstMinutes.isEmpty()) {
            return false;
        }
        int revision = observation.drawingRevision();
        return revision > newestRevision || observation.minute() < firstMinutes.getOrDefault(revision, Long.MIN_VALUE);
    }

    /** Whether an hour since the epoch holds minutes of a dispute, which are told apart when tallies are read. */
    boolean isHourDisputed(long hour) {
        return disputed != null && disputed.isDisputed(hour * MINUTES_PER_HOUR, (hour + 1) * MINUTES_PER_HOUR - 1);
    }

    private record Draw(int rule, int drawingRevision) {}
}
