package io.meshtrial.experiment.definition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The verdict that analytics gave last, as the rollout read it.
 *
 * @param word such as {@code NO_HARM}
 * @param reason of {@code CANNOT_JUDGE}
 * @param sentence what was said when the word was first read
 * @param since when the word was first read
 */
public record VerdictStatus(String word, @Nullable String reason, String sentence, Instant since) {

    public boolean says(String otherWord, @Nullable String otherReason) {
        return word.equals(otherWord) && java.util.Objects.equals(reason, otherReason);
    }
}
