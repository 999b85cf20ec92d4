package io.meshtrial.experiment.verification.witness;

import io.meshtrial.experiment.verification.check.Reason;
import java.util.function.Function;

/** What came of asking a witness. */
public sealed interface Answer<T> {

    record Heard<T>(T value) implements Answer<T> {}

    /** @param words ready to show, with the witness's name */
    record Unheard<T>(Reason reason, String words) implements Answer<T> {
        <S> Unheard<S> as() {
            return new Unheard<>(reason, words);
        }
    }

    /** What was heard, read further; the other stays as it is. */
    default <S> Answer<S> then(Function<T, Answer<S>> reader) {
        return switch (this) {
            case Heard<T> heard -> reader.apply(heard.value());
            case Unheard<T> unheard -> unheard.as();
        };
    }
}
