package io.meshtrial.experiment.verification.check;

import io.meshtrial.experiment.verification.check.Evidence.Fact;
import io.meshtrial.experiment.verification.check.Evidence.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Holds counted requests per variant against what the rules say. */
@Component
public class ShareJudge {

    private final ShareSettings settings;

    public ShareJudge(ShareSettings settings) {
        this.settings = settings;
    }

    /**
     * @param counts requests per variant; a variant that is missing had none; need not be whole
     * @param facts what else the verdict rests on
     */
    public Outcome judge(Map<String, Double> counts, Targets targets, List<Fact> facts) {
        double total = counts.values().stream().mapToDouble(Double::doubleValue).sum();
        long requests = Math.round(total);
        List<Fact> all = new ArrayList<>(facts);
        all.add(Fact.of("requests", requests));
        Evidence evidence = new Evidence(all, shares(counts, targets, total), List.of(), List.of(), null);
        if (!targets.sayAnything()) {
            return Outcome.unknown(
                    Reason.NO_TARGET, "The rules leave the share of all requests open; there is no target.", evidence);
        }
        double needed = needed(targets);
        if (total < needed) {
            return Outcome.tooEarly(
                    Reason.TOO_LITTLE_TRAFFIC,
                    requests + " of the " + Math.round(Math.ceil(needed)) + " requests that are needed.",
                    null,
                    evidence);
        }
        List<Share> off = evidence.shares().stream().filter(this::isOffTarget).toList();
        String sentence = sentence(off.isEmpty() ? judged(evidence.shares()) : off, requests);
        return off.isEmpty()
                ? Outcome.agrees(sentence, evidence)
                : Outcome.differs(Reason.OFF_TARGET, sentence, evidence);
    }

    private List<Share> shares(Map<String, Double> counts, Targets targets, double total) {
        if (total <= 0) {
            return List.of();
        }
        double shrink = targets.users() ? settings.requestsPerUser() : 1;
        List<Share> shares = new ArrayList<>();
        targets.byVariant().forEach((variant, target) -> {
            double count = counts.getOrDefault(variant, 0.0);
            Wilson interval = Wilson.of(count / shrink, total / shrink, settings.level());
            shares.add(new Share(
                    variant,
                    target.lower(),
                    target.upper(),
                    count / total,
                    interval.lower(),
                    interval.upper(),
                    settings.level(),
                    Math.round(count)));
        });
        return shares;
    }

    private double needed(Targets targets) {
        double units = targets.byVariant().values().stream()
                .mapToDouble(bounds -> settings.unitsFor(bounds.lower() > 0 ? bounds.lower() : bounds.upper()))
                .max()
                .orElse(settings.minimumRequests());
        return units * (targets.users() ? settings.requestsPerUser() : 1);
    }

    private boolean isOffTarget(Share share) {
        return share.lower() > share.targetUpper() + settings.toleranceAt(share.targetUpper())
                || share.upper() < share.targetLower() - settings.toleranceAt(share.targetLower());
    }

    /** The control's share is what the others leave; it is told where it stands alone. */
    private static List<Share> judged(List<Share> shares) {
        return shares.size() > 1 ? shares.subList(1, shares.size()) : shares;
    }

    private String sentence(List<Share> shares, long requests) {
        String parts = shares.stream()
                .map(share -> share.variant() + " " + percent(share.observed()) + " of " + target(share) + ", "
                        + percent(settings.level()) + " interval " + percent(share.lower()) + " to "
                        + percent(share.upper()))
                .collect(Collectors.joining("; "));
        return parts + ", from " + requests + " requests.";
    }

    private static String target(Share share) {
        return share.targetLower() == share.targetUpper()
                ? percent(share.targetLower())
                : percent(share.targetLower()) + " to " + percent(share.targetUpper());
    }

    private static String percent(double share) {
        String text = String.format(Locale.ROOT, "%.2f", share * 100);
        return text.replaceAll("\\.?0+$", "") + " %";
    }
}
