package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.TargetAllocation;
import io.meshtrial.experiment.plan.PlanView.DecidedBy;
import io.meshtrial.experiment.plan.PlanView.Owner;
import io.meshtrial.experiment.plan.PlanView.SampleRequest;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.evaluate.Explanation;
import io.meshtrial.routing.evaluate.MatchedRoute;
import io.meshtrial.routing.evaluate.RequestFacts;
import io.meshtrial.routing.evaluate.RouteOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Well-known browsers, before and after, over the complete table: foreign routes included. */
final class Samples {

    /** User agents as these browsers sent them in 2025 and 2026. */
    private static final Map<String, String> BROWSERS = browsers();

    private Samples() {}

    private static Map<String, String> browsers() {
        Map<String, String> agents = new LinkedHashMap<>();
        String webkit = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) ";
        agents.put("Chrome", webkit + "Chrome/141.0.0.0 Safari/537.36");
        agents.put("Edge", webkit + "Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0");
        agents.put("Firefox", "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0");
        agents.put(
                "Safari",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " Version/18.6 Safari/605.1.15");
        agents.put(
                "Chrome on iOS",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " CriOS/141.0.7390.41 Mobile/15E148 Safari/604.1");
        agents.put("Opera", webkit + "Chrome/139.0.0.0 Safari/537.36 OPR/123.0.0.0");
        agents.put(
                "Samsung Internet",
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0"
                        + " Chrome/130.0.0.0 Mobile Safari/537.36");
        agents.put("curl", "curl/8.15.0");
        return agents;
    }

    static List<SampleRequest> of(TrafficTable before, TrafficTable after, Revision revision, String experiment) {
        List<SampleRequest> samples = new ArrayList<>();
        BROWSERS.forEach((name, agent) -> {
            RequestFacts facts = RequestFacts.get(after.authority(), "/").with("user-agent", agent);
            Explanation now = before.explain(facts);
            Explanation then = after.explain(facts);
            samples.add(new SampleRequest(
                    name,
                    "GET",
                    "/",
                    Map.of("user-agent", agent),
                    before.shares(now.outcome()),
                    after.shares(then.outcome()),
                    decidedBy(then.outcome(), revision, experiment)));
        });
        return samples;
    }

    static DecidedBy decidedBy(RouteOutcome outcome, Revision revision, String experiment) {
        Optional<MatchedRoute> route = switch (outcome) {
            case RouteOutcome.Forwarded forwarded -> Optional.of(forwarded.route());
            case RouteOutcome.Answered answered -> Optional.of(answered.route());
            case RouteOutcome.NoRoute none -> Optional.empty();
            case RouteOutcome.PassThrough none -> Optional.empty();
            case RouteOutcome.Refused none -> Optional.empty();
        };
        if (route.isEmpty()) {
            return new DecidedBy("none", Owner.FOREIGN, null, null, null, "", -1);
        }
        MatchedRoute matched = route.get();
        Optional<RouteName> name = RouteName.logged(matched.name());
        Optional<TargetAllocation> rule =
                name.filter(own -> own.experiment().equals(experiment)).flatMap(own -> revision.allocation(own.rule()));
        return new DecidedBy(
                matched.title(),
                name.isPresent() ? Owner.OURS : Owner.FOREIGN,
                rule.map(TargetAllocation::rule).orElse(null),
                rule.map(TargetAllocation::line).orElse(null),
                rule.map(TargetAllocation::text).orElse(null),
                matched.object(),
                matched.index());
    }
}
