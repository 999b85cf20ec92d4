package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.plan.PlanView.Share;
import io.meshtrial.routing.predicate.Witness;
import io.meshtrial.rules.model.RandomisationUnit;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row of who gets what. The rows cover every request to the host, and each request belongs to exactly one of them.
 *
 * @param takes which requests these are
 * @param rule the number that the rule keeps for life, as text; null where no rule decides
 * @param line of the rule in its text, from 1
 * @param audience of a rule in the rule language; else in words
 * @param lessLines lines of earlier rules that take some of this audience first; behind more than 30 all of them
 * @param unit what is drawn; null where no rule decides
 * @param routes base routes that these requests are of, by name or place; empty for all that the experiment applies to
 * @param shares of the destinations: by the rule, else by the base route as without the experiment; empty where nothing is
 *     forwarded, or where it is not this plan that knows
 * @param example a request of this row, where one was found
 */
@Schema(name = "AudienceRow")
record AudienceRow(
        Takes takes,
        @Nullable String rule,
        @Nullable Integer line,
        String audience,
        List<Integer> lessLines,
        @Nullable RandomisationUnit unit,
        List<String> routes,
        List<Share> shares,
        @Nullable Witness example) {

    /** Which requests a row takes. */
    enum Takes {
        /** Those of one rule, on the routes that the experiment applies to. */
        RULE,
        /** Those on the same routes that no rule takes. */
        NO_RULE,
        /** Those of another experiment that comes first by its declared priority. */
        OTHER_EXPERIMENT,
        /** Those that routes take to which the experiment does not apply. */
        OTHER_ROUTES,
        /** Those that no route takes: 404. */
        NO_ROUTE
    }

    static AudienceRow apart(Takes takes, String audience, @Nullable Witness example) {
        return new AudienceRow(takes, null, null, audience, List.of(), null, List.of(), List.of(), example);
    }

    /** Of a base route that the experiment does not apply to. */
    static AudienceRow of(BaseShares.Of route) {
        return new AudienceRow(
                Takes.OTHER_ROUTES,
                null,
                null,
                "requests that another route takes: " + route.title(),
                List.of(),
                null,
                List.of(route.title()),
                route.shares(),
                null);
    }

    /** The same requests, on these base routes only, which send them on like this. */
    AudienceRow on(List<String> of, List<Share> destinations) {
        return new AudienceRow(takes, rule, line, audience, lessLines, unit, of, destinations, example);
    }
}
