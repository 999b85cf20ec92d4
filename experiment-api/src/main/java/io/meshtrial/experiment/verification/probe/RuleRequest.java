package io.meshtrial.experiment.verification.probe;

import io.meshtrial.routing.audience.AudienceTable;
import io.meshtrial.routing.predicate.Witness;
import io.meshtrial.rules.evaluate.RequestFacts;
import io.meshtrial.rules.evaluate.RuleDecision;
import io.meshtrial.rules.evaluate.RuleEvaluator;
import io.meshtrial.rules.resolution.ResolvedRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A request that one rule decides and none above it.
 *
 * @param host to ask for; empty where the gateway's own address does
 * @param expected parts of 10 000 per variant
 */
record RuleRequest(
        int rule,
        String method,
        String path,
        String host,
        List<Witness.Header> headers,
        Map<String, Integer> expected) {

    /** Says to the event's producer that no person asked: events of programs are in no comparison. */
    private static final String AGENT = "meshtrial-probe (bot)";

    private static final String NO_HOST_SAID = "example.test";
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD");

    RuleRequest {
        headers = List.copyOf(headers);
        expected = Map.copyOf(expected);
    }

    /**
     * Empty where no request was found, or only one that might change something.
     *
     * @param rules by which the request may say that it is a probe where that leaves the decision as it is
     */
    static Optional<RuleRequest> of(AudienceTable.Row row, String host, String path, RuleEvaluator rules) {
        Witness example = row.example();
        if (example == null || !HARMLESS.contains(example.method())) {
            return Optional.empty();
        }
        return Optional.of(new RuleRequest(
                row.rule(),
                example.method(),
                example.path().equals("/") ? path : example.path(),
                example.authority().equals(NO_HOST_SAID) ? host : example.authority(),
                said(example, row.rule(), rules),
                row.parts()));
    }

    private static List<Witness.Header> said(Witness example, int rule, RuleEvaluator rules) {
        List<Witness.Header> headers = new ArrayList<>();
        String agent = AGENT;
        for (Witness.Header header : example.headers()) {
            if (header.name().toLowerCase(Locale.ROOT).equals("user-agent")) {
                agent = header.value() + " " + AGENT;
            } else {
                headers.add(header);
            }
        }
        headers.add(new Witness.Header("user-agent", agent));
        boolean sameRule = rules.evaluate(facts(example, headers)) instanceof RuleDecision.Decided(ResolvedRule decided)
                && decided.ordinal() == rule;
        return sameRule ? headers : example.headers();
    }

    private static RequestFacts facts(Witness example, List<Witness.Header> headers) {
        return new RequestFacts(
                example.method(),
                example.authority(),
                example.path(),
                headers.stream()
                        .map(header -> new RequestFacts.HeaderField(header.name(), header.value()))
                        .toList());
    }

    /** A rule that gives everything to one variant needs no statistics. */
    boolean splits() {
        return expected.values().stream().filter(parts -> parts > 0).count() > 1;
    }

    String words() {
        StringBuilder words = new StringBuilder(method).append(' ').append(path);
        headers.forEach(
                header -> words.append(", ").append(header.name()).append(": ").append(header.value()));
        return words.toString();
    }
}
