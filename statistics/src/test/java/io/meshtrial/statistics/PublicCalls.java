package io.meshtrial.statistics;

import io.meshtrial.statistics.histogram.CountedValues;
import io.meshtrial.statistics.histogram.EdgeHistogram;
import io.meshtrial.statistics.histogram.RankedSample;
import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.MeanDifference;
import io.meshtrial.statistics.mean.Moments;
import io.meshtrial.statistics.mean.RelativeDifference;
import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.mean.Stratum;
import io.meshtrial.statistics.mean.Welch;
import io.meshtrial.statistics.multiplicity.BenjaminiHochberg;
import io.meshtrial.statistics.multiplicity.EBenjaminiHochberg;
import io.meshtrial.statistics.planning.Detection;
import io.meshtrial.statistics.planning.RatePlanner;
import io.meshtrial.statistics.proportion.NewcombeDifference;
import io.meshtrial.statistics.proportion.WatchedRate;
import io.meshtrial.statistics.proportion.WilsonInterval;
import io.meshtrial.statistics.quantile.QuantileBoundary;
import io.meshtrial.statistics.quantile.QuantileComparison;
import io.meshtrial.statistics.quantile.QuantileInterval;
import io.meshtrial.statistics.rate.PhasedRateRatio;
import io.meshtrial.statistics.rate.RateRatio;
import io.meshtrial.statistics.rate.RateStratum;
import io.meshtrial.statistics.ratio.ChiSquareRatio;
import io.meshtrial.statistics.ratio.SampleRatio;
import io.meshtrial.statistics.ratio.UnitCounts;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import io.meshtrial.statistics.sequence.Contrast;
import io.meshtrial.statistics.sequence.InformationClock;
import io.meshtrial.statistics.users.UserComparison;
import io.meshtrial.statistics.users.UserMoments;
import io.meshtrial.statistics.users.UserRatio;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Every public method of the module that answers, with inputs made for it. */
final class PublicCalls {

    /** A method by its class and name; a slow one is called a few times only. */
    record Call(String name, Function<Extremes, Answer<?>> function, boolean slow) {
        @Override
        public String toString() {
            return name;
        }
    }

    private PublicCalls() {}

    static List<Call> all() {
        List<Call> calls = new ArrayList<>();
        calls.addAll(means());
        calls.addAll(users());
        calls.addAll(rates());
        calls.addAll(counts());
        calls.addAll(planning());
        return calls;
    }

    private static List<Call> means() {
        return List.of(
                call("ArmSummary.ofSums", x -> ArmSummary.ofSums(x.count(), x.number(), x.size())),
                call("ArmSummary.ofProportion", x -> proportion(x, false)),
                call("ArmSummary.ofSmoothedProportion", x -> proportion(x, true)),
                call("Moments.ofSums", x -> Moments.ofSums(x.count(), x.number(), x.size())),
                call(
                        "Moments.summary",
                        x -> Moments.of(x.numbers(x.few(), x::usual))
                                .merge(Moments.of(x.numbers(x.few(), x::number)))
                                .summary()),
                call("MeanDifference.of", x -> MeanDifference.of(arm(x), arm(x), x.size())),
                call("RelativeDifference.of", x -> RelativeDifference.of(arm(x), arm(x), x.size())),
                call("StratifiedMeans.of", x -> StratifiedMeans.of(strata(x))),
                call("StratifiedMeans.forVerdict", x -> StratifiedMeans.forVerdict(strata(x))),
                call(
                        "StratifiedMeans.contrast",
                        x -> StratifiedMeans.of(strata(x))
                                .flatMap(means -> means.contrast(x.either() ? 1.05 : x.number(), x.size()))),
                call(
                        "StratifiedMeans.ratioBounds",
                        x -> StratifiedMeans.of(strata(x)).flatMap(means -> means.ratioBounds(x.usual(), x.part()))),
                call("Welch.of", x -> Welch.of(arm(x), arm(x), x.part())),
                call("AsymptoticSequence.twoSided", x -> AsymptoticSequence.twoSided(contrast(x), x.part())),
                call("AsymptoticSequence.oneSided", x -> AsymptoticSequence.oneSided(timed(x), x.part())));
    }

    private static List<Call> users() {
        return List.of(
                call("UserMoments.ratio", x -> moments(x).ratio()),
                call("UserMoments.summary", x -> moments(x).summary()),
                call("UserRatio.of", PublicCalls::userRatio),
                call(
                        "UserComparison.of",
                        x -> userRatio(x)
                                .flatMap(control ->
                                        userRatio(x).flatMap(treatment -> UserComparison.of(control, treatment)))));
    }

    private static List<Call> rates() {
        return List.of(
                call("PhasedRateRatio.of", PublicCalls::phased),
                call("PhasedRateRatio.logEGreater", x -> phased(x).flatMap(ratio -> ratio.logEGreater(delta(x)))),
                call("PhasedRateRatio.logELess", x -> phased(x).flatMap(ratio -> ratio.logELess(delta(x)))),
                call("PhasedRateRatio.interval", x -> phased(x).flatMap(ratio -> ratio.interval(x.part()))),
                call("PhasedRateRatio.oneSidedBounds", x -> phased(x).flatMap(ratio -> ratio.oneSidedBounds(x.part()))),
                call("RateRatio.of", x -> RateRatio.of(x.count(), x.count(), x.part(), x.usual(), x.part())),
                call("WilsonInterval.of", x -> {
                    long trials = x.count();
                    return WilsonInterval.of(x.countUpTo(trials), trials, x.part());
                }),
                call("NewcombeDifference.of", x -> {
                    long trials = x.count();
                    long others = x.count();
                    return NewcombeDifference.of(x.countUpTo(trials), trials, x.countUpTo(others), others, x.part());
                }),
                call("WatchedRate.of", x -> {
                    long trials = x.count();
                    return WatchedRate.of(x.countUpTo(trials), trials, x.usual(), x.usual(), x.part());
                }));
    }

    private static List<Call> counts() {
        return List.of(
                call("QuantileBoundary.of", x -> QuantileBoundary.of(x.part(), x.count(), x.count(), x.part())),
                call(
                        "QuantileInterval.of",
                        x -> sample(x).flatMap(sample -> QuantileInterval.of(sample, x.part(), x.count(), x.part()))),
                call(
                        "QuantileComparison.of",
                        x -> sample(x)
                                .flatMap(treatment -> sample(x)
                                        .flatMap(control -> QuantileComparison.of(
                                                treatment, control, x.part(), x.count(), x.part())))),
                call("CountedValues.of", x -> CountedValues.of(rising(x, 2), new long[] {x.count(), x.count()})),
                call("EdgeHistogram.of", x -> EdgeHistogram.of(rising(x, 3), new long[] {x.count(), x.count()})),
                call("SampleRatio.of", x -> SampleRatio.of(x.several(() -> units(x)))),
                call("ChiSquareRatio.of", x -> ChiSquareRatio.of(units(x))),
                call("BenjaminiHochberg.adjust", x -> BenjaminiHochberg.adjust(x.numbers(x.few(), x::part))),
                call(
                        "EBenjaminiHochberg.reject",
                        x -> EBenjaminiHochberg.reject(x.part(), x.numbers(x.few(), x::size))));
    }

    private static List<Call> planning() {
        return List.of(
                call("Detection.ofMean", x -> detection(x).ofMean(x.usual(), x.number())),
                call("Detection.ofProportion", x -> detection(x).ofProportion(x.part(), x.part() / 2)),
                call(
                        "SampleSize.duration",
                        x -> detection(x).ofMean(x.usual(), x.number()).flatMap(size -> size.duration(x.size()))),
                new Call(
                        "RatePlanner.plan",
                        x -> new RatePlanner(detection(x), 0.5, 100).plan(x.part(), x.part(), x.random()),
                        true));
    }

    private static Call call(String name, Function<Extremes, Answer<?>> function) {
        return new Call(name, function, false);
    }

    private static Answer<ArmSummary> proportion(Extremes x, boolean smoothed) {
        long n = x.count();
        return smoothed
                ? ArmSummary.ofSmoothedProportion(x.countUpTo(n), n)
                : ArmSummary.ofProportion(x.countUpTo(n), n);
    }

    private static ArmSummary arm(Extremes x) {
        return new ArmSummary(x.count(), x.usual(), x.usual());
    }

    private static List<Stratum> strata(Extremes x) {
        return x.several(() -> new Stratum(arm(x), arm(x)));
    }

    private static Contrast contrast(Extremes x) {
        return new Contrast(x.number(), x.size(), x.size());
    }

    /** On a clock that starts at one extreme and has seen another. */
    private static Contrast timed(Extremes x) {
        double planned = x.size();
        return planned > 0 && Double.isFinite(planned)
                ? InformationClock.planned(planned).advance(x.number()).time(contrast(x))
                : contrast(x);
    }

    private static UserMoments moments(Extremes x) {
        if (x.either()) {
            return new UserMoments(x.countUpTo(1000), x.number(), x.usual(), x.usual(), x.usual(), x.usual());
        }
        UserMoments moments = UserMoments.EMPTY;
        for (int user = x.few(); user >= 0; user--) {
            moments = moments.merge(UserMoments.ofUser(x.number(), x.usual()));
        }
        return moments.grow(0, 0, x.number(), x.usual());
    }

    private static Answer<UserRatio> userRatio(Extremes x) {
        int users = x.few();
        return UserRatio.of(x.numbers(users, x::number), x.numbers(users, x::usual));
    }

    private static Answer<PhasedRateRatio> phased(Extremes x) {
        return PhasedRateRatio.of(x.several(() -> new RateStratum(x.count(), x.count(), x.part())));
    }

    private static double delta(Extremes x) {
        return x.either()
                ? x.random().nextDouble(-5, 5)
                : x.either() ? x.random().nextDouble(-800, 800) : x.number();
    }

    private static Answer<RankedSample> sample(Extremes x) {
        return x.either()
                ? EdgeHistogram.of(rising(x, 3), new long[] {x.count(), x.count()})
                        .map(sample -> sample)
                : CountedValues.of(rising(x, 2), new long[] {x.count(), x.count()})
                        .map(sample -> sample);
    }

    private static double[] rising(Extremes x, int many) {
        double[] values = x.numbers(many, x::size);
        Arrays.sort(values);
        return values;
    }

    private static UnitCounts units(Extremes x) {
        double share = x.part();
        return new UnitCounts(List.of(x.count(), x.count()), List.of(share, 1 - share));
    }

    private static Detection detection(Extremes x) {
        return new Detection(x.part(), x.part(), x.usual(), x.either());
    }
}
