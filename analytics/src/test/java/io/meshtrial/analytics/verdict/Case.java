package io.meshtrial.analytics.verdict;

import io.meshtrial.analytics.comparison.Interval;
import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.comparison.Reading;
import io.meshtrial.analytics.comparison.SampleRatioReading;
import io.meshtrial.analytics.definition.Direction;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.ExperimentState;
import io.meshtrial.analytics.definition.MeasurementPlan;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.definition.MetricRole;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.definition.Revision;
import io.meshtrial.analytics.definition.RuleAllocation;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.analytics.definition.VariantRole;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Evidence under construction: everything is in order until a test says otherwise. */
final class Case {

    static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    static final Metric ERRORS = guardrail("error-rate", "Server errors", MetricKind.ERROR_RATE, true, 0.25);
    static final Metric LATENCY = guardrail("latency-mean", "Mean latency", MetricKind.LATENCY_MEAN, false, 0.05);
    static final Metric FOUND = new Metric(
            "results-found",
            "Results found",
            MetricKind.VALUE_SHARE,
            null,
            "results",
            MetricRole.GOAL,
            false,
            Direction.HIGHER_IS_BETTER,
            null);

    private static final Metric PER_USER = new Metric(
            "requests-per-user",
            "Requests per user",
            MetricKind.REQUESTS_PER_UNIT,
            null,
            null,
            MetricRole.GOAL,
            false,
            Direction.HIGHER_IS_BETTER,
            null);

    private final List<MetricComparison> comparisons = new ArrayList<>();
    private final List<Shortage> shortages = new ArrayList<>();
    private List<Metric> metrics = List.of(ERRORS, FOUND);
    private List<String> treatments = List.of("v2");
    private ExperimentState state = ExperimentState.RUNNING;
    private SampleRatioReading.State ratio = SampleRatioReading.State.AS_PLANNED;
    private Duration run = Duration.ofHours(1);
    private Duration age = Duration.ZERO;
    private boolean accepted = true;
    private boolean reading;
    private boolean targetedOnly;
    private boolean unitsMissing;
    private boolean planChanged;
    private boolean nobodyCalls;
    private List<Revision> revisions = List.of();
    private double unattributed;
    private double crossovers;
    private Outlook outlook = Outlook.NONE;

    Case metrics(Metric... all) {
        metrics = List.of(all);
        return this;
    }

    Case treatments(String... names) {
        treatments = List.of(names);
        return this;
    }

    Case state(ExperimentState now) {
        state = now;
        return this;
    }

    Case ratioAlarm() {
        ratio = SampleRatioReading.State.ALARM;
        return this;
    }

    Case after(Duration time) {
        run = time;
        return this;
    }

    Case lastEvent(Duration ago) {
        age = ago;
        return this;
    }

    Case drifted() {
        accepted = false;
        return this;
    }

    Case reading() {
        reading = true;
        return this;
    }

    Case targetedOnly() {
        targetedOnly = true;
        return this;
    }

    Case withoutUnitIds() {
        unitsMissing = true;
        return this;
    }

    Case planChanged() {
        planChanged = true;
        return this;
    }

    /** The plan counts requests of each user, and the rule draws requests. */
    Case countedForUsersThatAreNotDrawn() {
        metrics =
                Stream.concat(metrics.stream(), Stream.of(PER_USER)).distinct().toList();
        RuleAllocation requests = new RuleAllocation(
                1, "10% to v2", 1, RandomisationUnit.REQUEST, true, Map.of("v1", 9_000, "v2", 1_000));
        revisions = List.of(new Revision(1, START, "10% to v2", List.of(), List.of(requests)));
        return this;
    }

    Case nobodyCalls() {
        nobodyCalls = true;
        return this;
    }

    Case unattributed(double share) {
        unattributed = share;
        return this;
    }

    Case crossovers(double share) {
        crossovers = share;
        return this;
    }

    Case outlook(Outlook ahead) {
        outlook = ahead;
        return this;
    }

    Case shortage(String variant, Shortage.Kind kind, Duration age) {
        shortages.add(new Shortage(
                variant, kind, !variant.equals("v1"), START.plus(run).minus(age)));
        return this;
    }

    /** Harm alarms from ln 100 = 4.605 on: one critical metric, one treatment. */
    Case errors(double upperBound, double logEHarm) {
        return compared(ERRORS, "v2", upperBound, logEHarm, 0);
    }

    /** Better from ln 20 = 2.996 on: one goal, one treatment. */
    Case found(double logEBetter) {
        return compared(FOUND, "v2", 0, 0, logEBetter);
    }

    Case compared(Metric metric, String variant, double upperBound, double logEHarm, double logEBetter) {
        Interval change = new Interval(upperBound / 2, upperBound / 4, upperBound);
        Reading reading = new Reading(0.01, 500, 500);
        comparisons.add(new MetricComparison(
                metric,
                variant,
                reading,
                reading,
                change,
                change,
                change,
                upperBound,
                logEHarm,
                logEBetter,
                null,
                null));
        return this;
    }

    /** Control has nothing, or near it, so that no ratio can be told; the difference can. */
    Case aboveNothing(Metric metric, double control, double difference, double logEHarm) {
        Interval change = new Interval(null, null, null);
        comparisons.add(new MetricComparison(
                metric,
                "v2",
                new Reading(control, 500, 500),
                new Reading(control + difference, 500, 500),
                change,
                new Interval(difference, null, null),
                change,
                null,
                logEHarm,
                0.0,
                null,
                "baseline_uncertain"));
        return this;
    }

    /** Errors of an unknown estimate, proven to be worse by this much at least; alarms as {@link #errors} does. */
    Case errorsBeyond(double lowerBound, double logEHarm) {
        Interval change = new Interval(null, lowerBound, null);
        Reading reading = new Reading(0.01, 500, 500);
        comparisons.add(new MetricComparison(
                ERRORS, "v2", reading, reading, change, change, change, null, logEHarm, 0.0, null, null));
        return this;
    }

    Verdict verdict() {
        return Judge.judge(evidence());
    }

    Evidence evidence() {
        Instant now = START.plus(run);
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant("v1", VariantRole.CONTROL, "v1", null));
        treatments.forEach(name -> variants.add(new Variant(name, VariantRole.TREATMENT, name, null)));
        MeasurementPlan plan = new MeasurementPlan(
                0.01,
                0.05,
                0.05,
                20_000,
                Duration.ofMinutes(10),
                Duration.ofHours(24),
                Duration.ZERO,
                10_000_000,
                metrics);
        Experiment experiment = new Experiment(
                "search",
                "Search",
                null,
                "demo",
                "catalog",
                null,
                state,
                START,
                null,
                EventSource.APPLICATION,
                variants,
                plan,
                revisions,
                accepted,
                List.of());
        SampleRatioReading reading = new SampleRatioReading(
                ratio, 1, 1000, Map.of("v1", 950L, "v2", 50L), Map.of("v1", 900.0, "v2", 100.0), List.of());
        DataHealth health = new DataHealth(
                this.reading,
                targetedOnly,
                unattributed,
                crossovers,
                unitsMissing,
                planChanged,
                shortages,
                now.minus(age),
                Limits.STALE,
                nobodyCalls);
        return new Evidence(experiment, comparisons, reading, 1_000, health, outlook, now);
    }

    private static Metric guardrail(String name, String label, MetricKind kind, boolean critical, double margin) {
        return new Metric(
                name, label, kind, null, null, MetricRole.GUARDRAIL, critical, Direction.LOWER_IS_BETTER, margin);
    }
}
