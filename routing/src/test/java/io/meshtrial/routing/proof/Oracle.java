package io.meshtrial.routing.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.evaluate.RouteOutcome;
import io.meshtrial.routing.evaluate.RouteTable;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.rules.evaluate.RuleDecision;
import io.meshtrial.rules.evaluate.RuleEvaluator;
import io.meshtrial.rules.model.Allocation.VariantShare;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Share;
import io.meshtrial.rules.resolution.ResolvedRule;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * What must come out, said without the compiler: the base table answers first; where it would have sent a request to the
 * experiment's variants only, and a rule decides it, that rule's shares apply to what the base would have sent on.
 */
final class Oracle {

    private static final Set<String> HOSTS = Set.of("catalog-v1", "catalog-v2", "catalog-v3");

    private final ExperimentRouting experiment;
    private final MeshObject live;
    private final RouteTable base;
    private final RuleEvaluator rules;
    private final long stickyRules;

    Oracle(ExperimentRouting experiment, MeshObject live, RouteTable base) {
        this.experiment = experiment;
        this.live = live;
        this.base = base;
        this.rules = RuleEvaluator.of(experiment.rules(), "v1");
        this.stickyRules = experiment.rules().rules().stream()
                .filter(rule -> rule instanceof Rule.Allocate allocate
                        && allocate.allocation().unit() == RandomisationUnit.USER)
                .count();
    }

    /** The request, sometimes with a cookie that an earlier draw may have left. */
    Sent sticky(Cases cases, Sent request) {
        if (stickyRules == 0 || cases.chance(0.5)) {
            return request;
        }
        int rule = 1 + cases.below(experiment.rules().rules().size());
        return request.with("cookie", cookieName(rule) + "=v" + (1 + cases.below(3)) + ".r1.o0.0a-1");
    }

    private String cookieName(int rule) {
        return stickyRules > 1 ? "mt-p." + rule : "mt-p";
    }

    Answer expected(Sent request) {
        RouteOutcome before = base.evaluate(request.forTable());
        Answer unchanged = shown(before);
        if (!(before instanceof RouteOutcome.Forwarded forwarded)
                || !forwarded.route().object().equals(live.title())
                || !eligible(live.http().get(forwarded.route().index()))) {
            return unchanged;
        }
        return switch (rules.evaluate(request.forRules())) {
            case RuleDecision.Untouched untouched -> unchanged;
            case RuleDecision.Decided(ResolvedRule rule) -> decided(rule, request, unchanged);
        };
    }

    private static boolean eligible(JsonNode route) {
        return StreamSupport.stream(route.path("route").spliterator(), false)
                .allMatch(destination -> HOSTS.contains(
                        destination.path("destination").path("host").asText()));
    }

    private Answer decided(ResolvedRule rule, Sent request, Answer before) {
        TreeMap<String, Answer.Arm> arms = new TreeMap<>();
        List<VariantShare> shares = held(rule, request);
        int total = shares.stream().mapToInt(share -> share.share().parts()).sum();
        for (VariantShare share : shares) {
            if (share.share().parts() > 0) {
                String host = "catalog-" + share.variant();
                Answer.Arm like = before.arms()
                        .getOrDefault(host, before.arms().firstEntry().getValue());
                arms.put(
                        host,
                        new Answer.Arm(
                                Answer.share(share.share().parts(), total),
                                like.method(),
                                like.authority(),
                                like.path(),
                                like.request(),
                                like.response()));
            }
        }
        return new Answer("forwarded", arms);
    }

    /** A holder of a valid cookie keeps the variant. */
    private List<VariantShare> held(ResolvedRule rule, Sent request) {
        if (rule.unit() == RandomisationUnit.USER) {
            for (String variant : List.of("v1", "v2", "v3")) {
                boolean drawn = rule.distribution().stream()
                        .anyMatch(share ->
                                share.variant().equals(variant) && share.share().parts() > 0);
                String cookie = cookieName(rule.ordinal()) + "=" + variant + ".";
                if (drawn
                        && request.headers().stream()
                                .anyMatch(header -> header.value().startsWith(cookie))) {
                    return List.of(new VariantShare(variant, new Share(Share.WHOLE)));
                }
            }
        }
        return rule.distribution();
    }

    /** Without what the experiment adds by design: its identity header, its cookies and their cache control. */
    static Answer shown(RouteOutcome outcome) {
        Answer answer = Answer.of(outcome);
        TreeMap<String, Answer.Arm> arms = new TreeMap<>();
        answer.arms()
                .forEach((host, arm) -> arms.put(
                        host,
                        new Answer.Arm(
                                arm.share(),
                                arm.method(),
                                arm.authority(),
                                arm.path(),
                                arm.request().stream()
                                        .filter(line -> !line.startsWith("x-meshtrial:"))
                                        .toList(),
                                arm.response().stream()
                                        .filter(line -> !line.startsWith("set-cookie: mt-p")
                                                && !line.startsWith("cache-control:"))
                                        .toList())));
        return new Answer(answer.kind(), arms);
    }
}
