package io.meshtrial.statistics;

import java.util.Optional;
import java.util.function.Function;

/**
 * A statistic's answer: a value, or the {@link Reason} why there is none. Nothing in this module answers with NaN.
 *
 * @param <T> the type of the value
 */
public sealed interface Answer<T> {

    /** The value exists. */
    record Defined<T>(T value) implements Answer<T> {
        @Override
        public <U> Answer<U> map(Function<? super T, ? extends U> change) {
            return new Defined<>(change.apply(value));
        }

        @Override
        public <U> Answer<U> flatMap(Function<? super T, Answer<U>> change) {
            return change.apply(value);
        }

        @Override
        public Optional<T> toOptional() {
            return Optional.of(value);
        }

        @Override
        public T orElseThrow() {
            return value;
        }
    }

    /** There is no value, for the given reason. */
    record Undefined<T>(Reason reason) implements Answer<T> {
        @Override
        public <U> Answer<U> map(Function<? super T, ? extends U> change) {
            return new Undefined<>(reason);
        }

        @Override
        public <U> Answer<U> flatMap(Function<? super T, Answer<U>> change) {
            return new Undefined<>(reason);
        }

        @Override
        public Optional<T> toOptional() {
            return Optional.empty();
        }

        @Override
        public T orElseThrow() {
            throw new IllegalStateException(reason.code() + ": " + reason.explanation());
        }
    }

    /** An answer with a value. */
    static <T> Answer<T> of(T value) {
        return new Defined<>(value);
    }

    /**
     * An answer whose numbers must all be finite.
     *
     * @param numbers every number in the value that has no documented infinity
     * @return undefined for {@link Reason#NOT_FINITE} if one of them is infinite or not a number
     */
    static <T> Answer<T> ofFinite(T value, double... numbers) {
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                return new Undefined<>(Reason.NOT_FINITE);
            }
        }
        return new Defined<>(value);
    }

    /** An answer without a value. */
    static <T> Answer<T> undefined(Reason reason) {
        return new Undefined<>(reason);
    }

    /** The changed value, or the same reason. */
    <U> Answer<U> map(Function<? super T, ? extends U> change);

    /** The answer for the value, or the same reason. */
    <U> Answer<U> flatMap(Function<? super T, Answer<U>> change);

    /** The value if there is one; the reason is lost. */
    Optional<T> toOptional();

    /**
     * The value.
     *
     * @throws IllegalStateException with the reason's code if there is none
     */
    T orElseThrow();
}
