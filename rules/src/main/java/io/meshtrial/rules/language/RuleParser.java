package io.meshtrial.rules.language;

import io.meshtrial.rules.language.ParseResult.Parsed;
import io.meshtrial.rules.language.ParseResult.Rejected;
import io.meshtrial.rules.language.RulePlaces.VariantMention;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Rules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rule text to rules. One line is one rule, so every line is read by itself and a fault in one hides no fault in
 * another. Size is checked before anything is read.
 */
public final class RuleParser {

    /** UTF-8 bytes of a text. */
    public static final int MAX_BYTES = 64 * 1024;

    public static final int MAX_RULES = 500;

    private final MatchChecks checks = new MatchChecks();
    private final List<ParsedLine> lines = new ArrayList<>();
    private final List<Rejection> rejections = new ArrayList<>();

    private RuleParser() {}

    /** Reads a whole text; never throws for what the text says. */
    public static ParseResult parse(String text) {
        if (text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            return refused(
                    RejectionCode.TEXT_TOO_LONG,
                    1,
                    "the text is longer than " + MAX_BYTES / 1024 + " KiB",
                    "split the experiment");
        }
        List<String> lines = SourceLines.of(text);
        int firstTooMany = SourceLines.lineOfRule(lines, MAX_RULES + 1);
        if (firstTooMany > 0) {
            return refused(
                    RejectionCode.TOO_MANY_RULES,
                    firstTooMany,
                    "the text has more than " + MAX_RULES + " rules",
                    "join conditions with or, or split the experiment");
        }
        return new RuleParser().parse(lines);
    }

    private ParseResult parse(List<String> source) {
        for (int index = 0; index < source.size(); index++) {
            if (SourceLines.holdsRule(source.get(index))) {
                line(source.get(index), index + 1);
            }
        }
        if (lines.isEmpty() && rejections.isEmpty()) {
            return refused(RejectionCode.NO_RULES, 1, "the text has no rule", "write, for example, 10% to v2");
        }
        List<Rule> rules = lines.stream().map(ParsedLine::rule).toList();
        for (ListFault fault : ListChecks.check(rules)) {
            rejections.add(Rejection.of(fault.complaint(), place(fault)));
        }
        if (!rejections.isEmpty()) {
            rejections.sort(Comparator.comparingInt(Rejection::line).thenComparingInt(Rejection::column));
            return new Rejected(rejections);
        }
        return new Parsed(new Rules(rules), places());
    }

    private void line(String source, int number) {
        try {
            lines.add(LineParser.parse(Lexer.tokens(source), number, checks));
        } catch (Refused refused) {
            rejections.add(refused.onLine(number));
        }
    }

    private Position place(ListFault fault) {
        ParsedLine line = lines.get(fault.rule());
        return switch (fault.part()) {
            case RULE -> line.place();
            case SHARE -> line.shares().get(fault.share());
            case VARIANT -> line.variants().get(fault.share());
        };
    }

    private RulePlaces places() {
        List<VariantMention> mentions = new ArrayList<>();
        for (int rule = 0; rule < lines.size(); rule++) {
            ParsedLine line = lines.get(rule);
            List<String> variants = MentionedVariants.of(line.rule());
            for (int index = 0; index < variants.size(); index++) {
                mentions.add(new VariantMention(
                        rule, variants.get(index), line.variants().get(index)));
            }
        }
        return new RulePlaces(lines.stream().map(ParsedLine::place).toList(), mentions);
    }

    private static Rejected refused(RejectionCode code, int line, String reason, String hint) {
        return new Rejected(List.of(new Rejection(
                code,
                new Position(line, 1, 1),
                reason,
                "1 to " + MAX_RULES + " rules in at most " + MAX_BYTES / 1024 + " KiB",
                hint)));
    }
}
