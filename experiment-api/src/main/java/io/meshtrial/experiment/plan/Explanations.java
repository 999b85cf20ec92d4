package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.plan.ExplainView.Outcome;
import io.meshtrial.experiment.plan.PlanView.Owner;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.evaluate.Entrance;
import io.meshtrial.routing.evaluate.Explanation;
import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.RequestFacts;
import io.meshtrial.routing.evaluate.RouteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where a request goes over a table of routes, and why, as it is answered. */
record Explanations(TrafficTable table, Plan plan, Outcomes outcomes) {

    /**
     * @param id experiment whose routes are ours
     * @param preview id of the plan whose outcome the table is; null where it is the live one
     */
    ExplainView of(String id, @Nullable String preview, ExplainRequest request) {
        return view(id, preview, facts(request, table.authority()));
    }

    private static RequestFacts facts(ExplainRequest request, String authority) {
        return request.curl() != null && !request.curl().isBlank()
                ? CurlLine.read(request.curl(), authority)
                : parts(request, authority);
    }

    private static RequestFacts parts(ExplainRequest request, String authority) {
        List<Header> headers = new ArrayList<>();
        String host = request.host();
        if (request.headers() != null) {
            for (Map.Entry<String, JsonNode> header : request.headers().entrySet()) {
                for (String value : values(header)) {
                    if (header.getKey().equalsIgnoreCase("host")) {
                        host = host == null ? value : host;
                    } else {
                        headers.add(Header.ofText(header.getKey(), value));
                    }
                }
            }
        }
        String path = request.path() == null || request.path().isEmpty() ? "/" : request.path();
        return RequestFacts.of(
                request.method() == null ? "GET" : request.method(), host == null ? authority : host, path, headers);
    }

    private static List<String> values(Map.Entry<String, JsonNode> header) {
        JsonNode value = header.getValue();
        if (value.isString()) {
            return List.of(value.asString());
        }
        if (value.isArray() && value.valueStream().allMatch(JsonNode::isString)) {
            return value.valueStream().map(JsonNode::asString).toList();
        }
        throw ProblemException.invalid("/headers/" + header.getKey(), "is neither a text nor an array of texts");
    }

    private ExplainView view(String id, @Nullable String preview, RequestFacts facts) {
        Explanation explanation = table.explain(facts);
        RouteOutcome outcome = explanation.outcome();
        Entrance entrance = table.entrance(facts);
        PlanView.DecidedBy decidedBy = Samples.decidedBy(outcome, plan.revision(), id);
        List<ExplainView.Arm> arms = outcomes.arms(outcome);
        return new ExplainView(
                id,
                preview,
                new ExplainView.Asked(
                        facts.method(), facts.authority(), facts.target(), Outcomes.headers(facts.headers())),
                new ExplainView.Entry(entrance.gateway(), entrance.listener().port(), entrance.protocol()),
                outcome(outcome),
                table.shares(outcome),
                arms,
                outcomes.answered(outcome),
                outcomes.injected(outcome),
                outcomes.copies(outcome),
                decidedBy,
                reason(outcome, decidedBy) + unavailable(arms),
                explanation.passedOver().stream().map(Explanations::skipped).toList());
    }

    /** Destinations whose requests the proxy answers itself, or may. */
    private static String unavailable(List<ExplainView.Arm> arms) {
        StringBuilder text = new StringBuilder();
        for (ExplainView.Arm arm : arms) {
            String place = arm.subset() == null ? arm.host() : arm.host() + ", subset " + arm.subset();
            text.append(
                    switch (arm.reach()) {
                        case KNOWN -> "";
                        case NO_ENDPOINTS -> " Nothing stands behind " + place + ": 503.";
                        case NO_SUCH_HOST -> " The mesh knows no " + place + " with port " + arm.port() + ": 503.";
                        case NO_SUCH_SUBSET -> " No DestinationRule defines " + place + ": 503.";
                        case UNKNOWN -> " Whether the mesh knows " + place + " could not be read.";
                    });
        }
        return text.toString();
    }

    private static ExplainView.Skipped skipped(Explanation.PassedOver passed) {
        return new ExplainView.Skipped(
                passed.route().title(),
                RouteName.isOwned(passed.route().name()) ? Owner.OURS : Owner.FOREIGN,
                passed.route().object(),
                passed.route().index(),
                passed.field(),
                passed.expectation(),
                passed.actual());
    }

    private static Outcome outcome(RouteOutcome outcome) {
        return switch (outcome) {
            case RouteOutcome.Forwarded forwarded -> Outcome.FORWARDED;
            case RouteOutcome.Answered answered -> Outcome.ANSWERED;
            case RouteOutcome.NoRoute none -> Outcome.NO_ROUTE;
            case RouteOutcome.PassThrough through -> Outcome.PASSED_THROUGH;
            case RouteOutcome.Refused refused -> Outcome.REFUSED;
        };
    }

    private static String reason(RouteOutcome outcome, PlanView.DecidedBy decidedBy) {
        return switch (outcome) {
            case RouteOutcome.Forwarded forwarded -> "Route " + decidedBy.route() + " is the first that matches.";
            case RouteOutcome.Answered answered
            when decidedBy.index() < 0 ->
                "The gateway's server redirects everything to HTTPS with "
                        + answered.answer().status() + ".";
            case RouteOutcome.Answered answered ->
                "Route " + decidedBy.route() + " answers by itself with "
                        + answered.answer().status() + ".";
            case RouteOutcome.NoRoute none -> "No route matches: 404.";
            case RouteOutcome.PassThrough through -> "The mesh does not know the host and lets the request through.";
            case RouteOutcome.Refused refused ->
                "The proxy refuses it with " + refused.status() + ": " + refused.reason() + ".";
        };
    }
}
