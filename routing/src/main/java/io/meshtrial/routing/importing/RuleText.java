package io.meshtrial.routing.importing;

import io.meshtrial.rules.language.ParseResult;
import io.meshtrial.rules.language.RuleFormatter;
import io.meshtrial.rules.language.RuleParser;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Rules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules that were read, as far as they make a text which says the same when it is parsed. */
final class RuleText {

    private final List<Rule> rules = new ArrayList<>();
    private int bytes;

    /** Adds a rule, or says why no text can. Everyone else may come last only, which the caller sees to. */
    Optional<String> add(Rule rule) {
        String line = RuleFormatter.format(rule) + "\n";
        int size = line.getBytes(StandardCharsets.UTF_8).length;
        if (rules.size() == RuleParser.MAX_RULES || bytes + size > RuleParser.MAX_BYTES) {
            return Optional.of("a text of rules holds no more");
        }
        Optional<String> refusal = switch (RuleParser.parse(line)) {
            case ParseResult.Rejected rejected ->
                Optional.of(
                        "no rule says it: " + rejected.rejections().getFirst().reason());
            case ParseResult.Parsed parsed ->
                parsed.rules().equals(new Rules(List.of(rule)))
                        ? Optional.empty()
                        : Optional.of("as a rule it would be read otherwise");
        };
        if (refusal.isEmpty()) {
            rules.add(rule);
            bytes += size;
        }
        return refusal;
    }

    List<Rule> rules() {
        return List.copyOf(rules);
    }
}
