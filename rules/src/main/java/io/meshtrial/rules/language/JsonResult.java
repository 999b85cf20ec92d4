package io.meshtrial.rules.language;

import io.meshtrial.rules.model.Rules;
import java.util.List;

/** What became of a JSON value that should hold rules. */
public sealed interface JsonResult {

    record Read(Rules rules) implements JsonResult {}

    /** At least one fault, in the order of the rules. */
    record Refused(List<JsonRejection> rejections) implements JsonResult {
        public Refused {
            rejections = List.copyOf(rejections);
        }
    }
}
