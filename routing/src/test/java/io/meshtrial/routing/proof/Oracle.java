package io.meshtrial.routing.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.compile.Drawing;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.RuleNumber;
import io.meshtrial.routing.evaluate.RouteOutcome;
import io.meshtrial.routing.evaluate.RouteTable;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.sticky.DrawnWeights;
import io.meshtrial.rules.evaluate.RuleDecision;
import io.meshtrial.rules.evaluate.RuleEvaluator;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Share;
import io.meshtrial.rules.resolution.ResolvedRule;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
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

    /** @param table of the host with that state of its object */
    static Oracle of(List<ExperimentRouting> experiments, MeshObject live, Function<MeshObject, RouteTable> table) {
        List<Asked> asked = experiments.stream()
                .sorted(Comparator.comparingInt(ExperimentRouting::priority)
                        .reversed()
                        .thenComparing(ExperimentRouting::createdAt)
                        .thenComparing(ExperimentRouting::id))
                .map(Asked::of)
                .toList();
        return new Oracle(asked, live, table.apply(numbered(live)));
    }

    /** Named by their places, by which routes are known where delegates' routes stand between them. */
    private static MeshObject numbered(MeshObject live) {
        ObjectNode copy = live.json().deepCopy();
        int place = 0;
        for (JsonNode route : copy.path("spec").path("http")) {
            ((ObjectNode) route).put("name", "#" + place++);
        }
        return new MeshObject(copy);
    }

    /** The route of the object itself that takes a request; empty where another does, or a delegate. */
    private Optional<JsonNode> route(RouteOutcome.Forwarded forwarded) {
        String name = forwarded.route().name();
        return forwarded.route().object().equals(live.title()) && name.matches("#[0-9]+")
                ? Optional.of(live.http().get(Integer.parseInt(name.substring(1))))
                : Optional.empty();
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

        private Drawing drawing(int rule) {
            return Objects.requireNonNull(experiment.drawings().get(rule));
        }

        /** Said without the compiler: what is said with the rule, else the first sticky rule has the name itself. */
        String cookieName(int rule) {
            String configured = experiment.sticky().cookieName();
            String name = configured == null ? "mt-" + experiment.id() : configured;
            RuleNumber number = drawing(rule).rule();
            int behind = number != null ? number.cookie() : rule == firstSticky ? 0 : rule;
            return behind == 0 ? name : name + "." + behind;
        }

        /** The weights since a revision, the present ones last; empty where that one drew nothing. */
        List<Map<String, Integer>> since(int revision, ResolvedRule rule) {
            List<DrawnWeights> history = drawing(rule.ordinal()).history();
            List<Map<String, Integer>> steps = new ArrayList<>();
            history.stream().filter(drawn -> drawn.revision() >= revision).forEach(drawn -> steps.add(drawn.parts()));
            Map<String, Integer> present = new TreeMap<>();
            rule.distribution()
                    .forEach(share -> present.put(share.variant(), share.share().parts()));
            steps.add(present);
            boolean drew = revision == experiment.revision()
                    || history.stream().anyMatch(drawn -> drawn.revision() == revision);
            return drew ? steps : List.of();
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
        int revision = 1 + cases.below(one.experiment().revision());
        return request.with(
                "cookie",
                one.cookieName(rule) + "=v" + (1 + cases.below(3)) + ".r" + revision + ".o" + cases.below(2) + ".0a-1");
    }

    /** Empty where only rounded weights could say it. */
    Optional<Answer> expected(Sent request) {
        RouteOutcome before = base.evaluate(request.forTable());
        Answer unchanged = shown(before);
        Optional<JsonNode> route =
                before instanceof RouteOutcome.Forwarded forwarded ? route(forwarded) : Optional.empty();
        for (Asked asked : route.isEmpty() ? List.<Asked>of() : experiments) {
            if (asked.appliesTo(route.get())
                    && asked.rules().evaluate(request.forRules()) instanceof RuleDecision.Decided(ResolvedRule rule)) {
                return decided(asked, rule, request, unchanged);
            }
        }
        return Optional.of(unchanged);
    }

    /** How many experiments have a rule for the request, on the route that serves it. */
    long wantedBy(Sent request) {
        Optional<JsonNode> route = base.evaluate(request.forTable()) instanceof RouteOutcome.Forwarded forwarded
                ? route(forwarded)
                : Optional.empty();
        return experiments.stream()
                .filter(asked -> route.isPresent()
                        && asked.appliesTo(route.get())
                        && asked.rules().evaluate(request.forRules()) instanceof RuleDecision.Decided)
                .count();
    }

    private Optional<Answer> decided(Asked asked, ResolvedRule rule, Sent request, Answer before) {
        Redrawn shares = held(asked, rule, request);
        TreeMap<String, Answer.Arm> arms = new TreeMap<>();
        for (int v = 0; v < HostCase.VARIANTS.size(); v++) {
            long weight = shares.numerators().get(v).longValue();
            if (weight > 0) {
                String destination = "catalog-" + HostCase.VARIANTS.get(v);
                Answer.Arm like = before.arms()
                        .getOrDefault(destination, before.arms().firstEntry().getValue());
                arms.put(
                        destination,
                        new Answer.Arm(
                                Answer.share(weight, shares.denominator().longValue()),
                                like.method(),
                                like.authority(),
                                like.path(),
                                like.request(),
                                like.response()));
            }
        }
        List<String> mirrors = new ArrayList<>(before.mirrors());
        for (Rule other : asked.experiment().rules().rules()) {
            if (other instanceof Rule.Mirror(Share share, String variant)) {
                mirrors.add(Answer.copied("catalog-" + variant, share.parts() / 100.0));
            }
        }
        return shares.isExact() ? Optional.of(new Answer(before.kind(), arms, mirrors)) : Optional.empty();
    }

    /** Who holds a draw goes where all steps since then lead; everybody else is drawn by the present weights. */
    private static Redrawn held(Asked asked, ResolvedRule rule, Sent request) {
        if (rule.unit() == RandomisationUnit.USER) {
            Pattern draw = Pattern.compile(
                    Pattern.quote(asked.cookieName(rule.ordinal()) + "=") + "(v[0-9])\\.r([0-9]+)\\.o[0-9]+\\.0a-1");
            for (Sent.Field header : request.headers()) {
                Matcher held = draw.matcher(header.value());
                if (header.name().equals("cookie") && held.matches()) {
                    List<Map<String, Integer>> steps = asked.since(Integer.parseInt(held.group(2)), rule);
                    if (!steps.isEmpty() && steps.getFirst().getOrDefault(held.group(1), 0) > 0) {
                        return Redrawn.of(held.group(1), steps);
                    }
                }
            }
        }
        Map<String, BigInteger> present = new TreeMap<>();
        rule.distribution()
                .forEach(share -> present.put(
                        share.variant(), BigInteger.valueOf(share.share().parts())));
        return new Redrawn(
                HostCase.VARIANTS.stream()
                        .map(variant -> present.getOrDefault(variant, BigInteger.ZERO))
                        .toList(),
                BigInteger.valueOf(Share.WHOLE));
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
        return new Answer(answer.kind(), arms, answer.mirrors());
    }
}
