package io.meshtrial.rules.language;

import io.meshtrial.rules.model.Rules;
import java.util.List;

/** What became of rule text. */
public sealed interface ParseResult {

    /** The text is right by itself; whether its variants exist is for {@link VariantNames} to say. */
    record Parsed(Rules rules, RulePlaces places) implements ParseResult {}

    /** At least one fault, in the order of the text; one line yields at most one fault of syntax. */
    record Rejected(List<Rejection> rejections) implements ParseResult {
        public Rejected {
            rejections = List.copyOf(rejections);
        }
    }
}
