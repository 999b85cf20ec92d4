package io.meshtrial.experiment.definition;

import io.meshtrial.experiment.rest.ProblemError;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.meshtrial.rules.language.ParseResult.Parsed;
import io.meshtrial.rules.language.Rejection;
import io.meshtrial.rules.language.RuleParser;
import io.meshtrial.rules.language.VariantNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Rules as people send them, as text or JSON, and as REST shows them. */
public final class RuleReader {

    private RuleReader() {}

    /**
     * @param sent a JSON text with the rule language in it, or the rules as JSON
     * @param pointer where it stands in the body
     * @param variants names that the rules may use
     * @throws ProblemException {@code rules-rejected}, with line, column, expectation and hint of each fault
     */
    public static ReadRules read(JsonNode sent, String pointer, Collection<String> variants) {
        if (sent.isString()) {
            return read(sent.asString(), pointer, variants);
        }
        return RuleJson.read(sent, pointer, variants);
    }

    public static ReadRules read(String text, String pointer, Collection<String> variants) {
        return switch (RuleParser.parse(text)) {
            case Parsed parsed -> {
                List<Rejection> unknown = VariantNames.check(parsed.places(), variants);
                if (!unknown.isEmpty()) {
                    throw rejected(unknown, pointer);
                }
                yield new ReadRules(
                        parsed.rules(),
                        text.strip(),
                        parsed.places().rules().stream()
                                .map(place -> place.line() - leadingLines(text))
                                .toList());
            }
            case io.meshtrial.rules.language.ParseResult.Rejected rejected ->
                throw rejected(rejected.rejections(), pointer);
        };
    }

    /** Rules that were read before they were stored. */
    public static ReadRules stored(String text) {
        if (RuleParser.parse(text) instanceof Parsed parsed) {
            return new ReadRules(
                    parsed.rules(),
                    text,
                    parsed.places().rules().stream().map(place -> place.line()).toList());
        }
        throw new IllegalStateException("stored rules cannot be read any more: " + text);
    }

    /** Lines that {@code strip} takes away before the first one that holds anything. */
    private static int leadingLines(String text) {
        String lead = text.substring(0, text.length() - text.stripLeading().length());
        return (int) lead.chars().filter(c -> c == '\n').count();
    }

    private static ProblemException rejected(List<Rejection> rejections, String pointer) {
        List<ProblemError> errors = new ArrayList<>();
        for (Rejection rejection : rejections) {
            errors.add(new ProblemError(
                    pointer,
                    rejection.reason(),
                    rejection.line(),
                    rejection.column(),
                    rejection.expected(),
                    rejection.hint()));
        }
        Rejection first = rejections.getFirst();
        return new ProblemException(
                ProblemType.RULES_REJECTED,
                "Line " + first.line() + ", column " + first.column() + ": " + first.reason() + ".",
                errors,
                Map.of(
                        "codes",
                        rejections.stream()
                                .map(rejection -> rejection.code().text())
                                .toList()));
    }
}
