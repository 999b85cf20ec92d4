package io.meshtrial.analytics.verdict;

import io.meshtrial.analytics.verdict.Verdict.Better;
import io.meshtrial.analytics.verdict.Verdict.CannotJudge;
import io.meshtrial.analytics.verdict.Verdict.Harm;
import io.meshtrial.analytics.verdict.Verdict.Inconclusive;
import io.meshtrial.analytics.verdict.Verdict.InsufficientData;
import io.meshtrial.analytics.verdict.Verdict.NoHarm;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The deciding sentence of a verdict, with its numbers. */
public final class Sentence {

    private Sentence() {}

    public static String of(Verdict verdict) {
        return switch (verdict) {
            case Better(List<Deciding> deciding) ->
                first(deciding, Deciding.Relation.BETTER).map(Sentence::gain).orElse("Better") + "; " + below(deciding)
                        + ".";
            case NoHarm(List<Deciding> deciding) ->
                first(deciding, Deciding.Relation.BELOW_MARGIN)
                                .map(d -> margin(d) + "; ")
                                .orElse("")
                        + below(deciding) + ".";
            case Harm(List<Deciding> deciding) -> harm(deciding.getFirst());
            case Inconclusive(List<Deciding> deciding) ->
                deciding.isEmpty()
                        ? "Neither harm nor gain is shown."
                        : margin(deciding.getFirst()) + ". Neither harm nor gain is shown.";
            case InsufficientData insufficient -> insufficient(insufficient);
            case CannotJudge(List<Deciding> deciding, Verdict.Reason reason, Instant rollBackAt) ->
                doubt(deciding, reason) + (rollBackAt == null ? "" : rollBack(rollBackAt));
        };
    }

    private static String insufficient(InsufficientData verdict) {
        Optional<Deciding> silence = first(verdict.deciding(), Deciding.Relation.OLDER_THAN);
        if (silence.isPresent()) {
            return "Nobody has called for " + Figures.seconds(or0(silence.get().bound())) + ", at the gateway neither.";
        }
        String progress = Figures.count(verdict.progress().have()) + " of "
                + Figures.count(verdict.progress().need()) + " "
                + verdict.progress().of();
        Optional<Deciding> widest = verdict.deciding().stream()
                .filter(d -> d.relation() == Deciding.Relation.ABOVE_MARGIN && d.bound() != null)
                .findFirst();
        return widest.map(d -> progress + "; " + margin(d)).orElse(progress) + ".";
    }

    private static String margin(Deciding deciding) {
        Double bound = deciding.bound();
        Double limit = deciding.limit();
        if (bound == null || limit == null) {
            return deciding.label() + " has no bound yet";
        }
        return deciding.label() + " upper bound " + Figures.bound(bound, limit) + (bound < limit ? " < " : " ≥ ")
                + "margin " + Figures.percent(limit);
    }

    private static String below(List<Deciding> deciding) {
        long guardrails = deciding.stream()
                .filter(d -> d.relation() == Deciding.Relation.BELOW_MARGIN)
                .count();
        return guardrails == 1
                ? "the guardrail is below its margin"
                : "all " + guardrails + " guardrails below their margins";
    }

    private static String gain(Deciding deciding) {
        return deciding.label() + " " + interval(deciding);
    }

    private static String interval(Deciding deciding) {
        if (deciding.lower() == null || deciding.upper() == null) {
            return deciding.estimate() == null ? "" : Figures.change(deciding.estimate());
        }
        return Figures.change(deciding.lower()) + " to " + Figures.change(deciding.upper());
    }

    private static String harm(Deciding deciding) {
        if (deciding.metric() == null) {
            return "Harm: " + deciding.label() + " for " + Figures.seconds(or0(deciding.bound())) + ".";
        }
        String estimate = deciding.estimate() == null ? "" : " " + Figures.change(deciding.estimate());
        return "Harm: " + deciding.label() + estimate + " (" + interval(deciding) + "); e "
                + Figures.evidence(or0(deciding.bound())) + " ≥ alarm "
                + Figures.count(Math.round(or0(deciding.limit()))) + ".";
    }

    private static String doubt(List<Deciding> deciding, Verdict.Reason reason) {
        double bound = deciding.isEmpty() ? 0 : or0(deciding.getFirst().bound());
        double limit = deciding.isEmpty() ? 0 : or0(deciding.getFirst().limit());
        return switch (reason) {
            case SAMPLE_RATIO ->
                "Sample ratio is off: " + Figures.percent(bound) + " of " + Figures.percent(limit) + ".";
            case READING -> "What was counted is still being read.";
            case DRIFT -> "A route was changed by someone else.";
            case ARM_SILENT -> deciding.getFirst().label() + " for " + Figures.seconds(bound) + ".";
            case ARM_MISSING ->
                deciding.isEmpty()
                        ? "There is no treatment to compare."
                        : deciding.getFirst().label() + " yet, for " + Figures.seconds(bound) + ".";
            case STALE_STREAM -> "Last event " + Figures.seconds(bound) + " ago.";
            case UNATTRIBUTED_FAILURES ->
                "Failed requests without a known arm: " + Figures.percent(bound) + ", limit " + Figures.percent(limit)
                        + ".";
            case CROSSOVERS ->
                "Users seen in both arms: " + Figures.percent(bound) + ", limit " + Figures.percent(limit) + ".";
            case NO_UNIT_ID -> "Requests came without a user id, and users are what is assigned.";
            case METRIC_OF_USERS ->
                deciding.getFirst().label() + " is counted for each user, and the rules draw requests.";
            case PLAN_CHANGED -> "The plan was changed after the start.";
            case TARGETED_ONLY -> "Not judged: targeted rules only.";
            case NOT_RUNNING -> "Not started yet.";
        };
    }

    private static String rollBack(Instant at) {
        return " Rolls back at " + DateTimeFormatter.ISO_INSTANT.format(at.truncatedTo(ChronoUnit.SECONDS))
                + " unless it recovers.";
    }

    private static Optional<Deciding> first(List<Deciding> deciding, Deciding.Relation relation) {
        return deciding.stream().filter(d -> d.relation() == relation).findFirst();
    }

    private static double or0(@Nullable Double value) {
        return value == null ? 0 : value;
    }
}
