package io.meshtrial.experiment.definition;

import io.meshtrial.experiment.rest.ProblemError;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything wrong with one body, told together. */
final class Faults {

    private final List<ProblemError> errors = new ArrayList<>();

    void add(String pointer, String detail) {
        errors.add(ProblemError.at(pointer, detail));
    }

    /** @param hint what to do about it */
    void add(String pointer, String detail, String hint) {
        errors.add(ProblemError.at(pointer, detail, hint));
    }

    /** A text within bounds; null where it is missing. */
    @Nullable
    String text(String pointer, @Nullable String value, int limit) {
        if (value != null && value.length() > limit) {
            add(pointer, "has more than " + limit + " characters");
        }
        if (value != null && value.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')) {
            add(pointer, "holds control characters");
        }
        return value;
    }

    void require(boolean holds, String pointer, String detail) {
        if (!holds) {
            add(pointer, detail);
        }
    }

    /** All so far, in the order in which they were found. */
    List<ProblemError> errors() {
        return List.copyOf(errors);
    }

    void done() {
        if (!errors.isEmpty()) {
            String first = errors.getFirst().pointer() + " " + errors.getFirst().detail();
            throw new ProblemException(
                    ProblemType.INVALID_FIELD,
                    errors.size() == 1
                            ? first + "."
                            : errors.size() + " fields are not right; the first: " + first + ".",
                    errors);
        }
    }
}
