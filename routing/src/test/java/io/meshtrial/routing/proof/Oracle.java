package io.meshtrial.routing.proof;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.RoutedVariant;
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
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * What must come out, said without the compiler: the base table answers first; where it would have sent a request to an
 * experiment's variants only, and a rule of that experiment decides it, that rule's shares apply to what the base would
 * have sent on. Of several experiments the one of the highest priority is asked first, then the oldest.
 */
final class Oracle {

    /** The bases of these cases set no cookies that look like draws. */
    private static final Pattern DRAWN = Pattern.compile("set-cookie: [^=]+=v[0-9]\\.r[0-9]+\\.o[0-9]+\\..*");

    private final List<Asked> experiments;
    private final MeshObject live;
    private final RouteTable base;

    private Oracle(List<Asked> experiments, MeshObject live, RouteTable base) {
        this.experiments = experiments;
        this.live = live;
        this.base = base;
    }

    static Oracle of(List<ExperimentRouting> experiments, MeshObject live, RouteTable base) {
        List<Asked> asked = experiments.stream()
                .sorted(Comparator.comparingInt(ExperimentRouting::priority)
                        .reversed()
                        .thenComparing(ExperimentRouting::createdAt)
                        .thenComparing(ExperimentRouting::id))
                .map(Asked::of)
                .toList();
        return new Oracle(asked, live, base);
    }

    /** One experiment, its rules ready to be asked. */
    private record Asked(ExperimentRouting experiment, Set<String> hosts, RuleEvaluator rules, int firstSticky) {

        static Asked of(ExperimentRouting experiment) {
            List<Rule> rules = experiment.rules().rules();
            int first = IntStream.range(0, rules.size())
                    .filter(i -> rules.get(i) instanceof Rule.Allocate allocate
                            && allocate.allocation().unit() == RandomisationUnit.USER)
                    .findFirst()
                    .orElse(-1);
            return new Asked(
                    experiment,
                    experiment.variants().stream().map(RoutedVariant::host).collect(Collectors.toSet()),
                    RuleEvaluator.of(experiment.rules(), "v1"),
                    first + 1);
        }

        /** Said without the compiler: the first sticky rule has the name itself, others their ordinal behind it. */
        String cookieName(int rule) {
            String configured = experiment.sticky().cookieName();
            String name = configured == null ? "mt-" + experiment.id() : configured;
            return rule == firstSticky ? name : name + "." + rule;
        }

        boolean appliesTo(JsonNode route) {
            return StreamSupport.stream(route.path("route").spliterator(), false)
                    .allMatch(destination -> hosts.contains(
                            destination.path("destination").path("host").asText()));
        }
    }

    /** The request, sometimes with a cookie that an earlier draw may have left. */
    Sent sticky(Cases cases, Sent request) {
        Asked one = cases.pick(experiments);
        if (cases.chance(0.5)) {
            return request;
        }
        int rule = 1 + cases.below(one.experiment().rules().rules().size());
        return request.with("cookie", one.cookieName(rule) + "=v" + (1 + cases.below(3)) + ".r1.o0.0a-1");
    }

    Answer expected(Sent request) {
        RouteOutcome before = base.evaluate(request.forTable());
        Answer unchanged = shown(before);
        if (!(before instanceof RouteOutcome.Forwarded forwarded)
                || !forwarded.route().object().equals(live.title())) {
            return unchanged;
        }
        JsonNode route = live.http().get(forwarded.route().index());
        for (Asked asked : experiments) {
            if (asked.appliesTo(route)
                    && asked.rules().evaluate(request.forRules()) instanceof RuleDecision.Decided(ResolvedRule rule)) {
                return decided(asked, rule, request, unchanged);
            }
        }
        return unchanged;
    }

    private static Answer decided(Asked asked, ResolvedRule rule, Sent request, Answer before) {
        TreeMap<String, Answer.Arm> arms = new TreeMap<>();
        List<VariantShare> shares = held(asked, rule, request);
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
    private static List<VariantShare> held(Asked asked, ResolvedRule rule, Sent request) {
        if (rule.unit() == RandomisationUnit.USER) {
            for (String variant : List.of("v1", "v2", "v3")) {
                boolean drawn = rule.distribution().stream()
                        .anyMatch(share ->
                                share.variant().equals(variant) && share.share().parts() > 0);
                String cookie = asked.cookieName(rule.ordinal()) + "=" + variant + ".";
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
                                        .filter(line ->
                                                !DRAWN.matcher(line).matches() && !line.startsWith("cache-control:"))
                                        .toList())));
        return new Answer(answer.kind(), arms);
    }
}
