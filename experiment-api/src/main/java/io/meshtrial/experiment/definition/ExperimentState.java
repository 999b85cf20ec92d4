package io.meshtrial.experiment.definition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where an experiment stands; each state knows only the moves that lead on from it. */
public sealed interface ExperimentState {

    record Draft() implements ExperimentState {
        Running start(Instant now) {
            return new Running(now);
        }
    }

    /** Its routes stand, and its rollout goes on. */
    record Running(Instant startedAt) implements ExperimentState {
        Paused pause() {
            return new Paused(startedAt);
        }

        Promoted promote(Instant now) {
            return new Promoted(startedAt, now);
        }

        RolledBack rollBack(Instant now) {
            return new RolledBack(startedAt, now);
        }

        Stopped stop(Instant now) {
            return new Stopped(startedAt, now);
        }
    }

    /** Its routes stand, and its rollout waits. */
    record Paused(Instant startedAt) implements ExperimentState {
        Running resume() {
            return new Running(startedAt);
        }

        Promoted promote(Instant now) {
            return new Promoted(startedAt, now);
        }

        RolledBack rollBack(Instant now) {
            return new RolledBack(startedAt, now);
        }

        Stopped stop(Instant now) {
            return new Stopped(startedAt, now);
        }
    }

    /** Its routes stand and give everything to the treatment. */
    record Promoted(Instant startedAt, Instant endedAt) implements ExperimentState {
        RolledBack rollBack(Instant now) {
            return new RolledBack(startedAt, now);
        }

        Stopped stop() {
            return new Stopped(startedAt, endedAt);
        }
    }

    /** Its routes are gone and its treatment is known to be bad. */
    record RolledBack(Instant startedAt, Instant endedAt) implements ExperimentState {}

    /** Its routes are gone. */
    record Stopped(Instant startedAt, Instant endedAt) implements ExperimentState {}

    /** As REST, the topic and the store name it. */
    default String word() {
        return switch (this) {
            case Draft d -> "DRAFT";
            case Running r -> "RUNNING";
            case Paused p -> "PAUSED";
            case Promoted p -> "PROMOTED";
            case RolledBack r -> "ROLLED_BACK";
            case Stopped s -> "STOPPED";
        };
    }

    default @Nullable Instant started() {
        return switch (this) {
            case Draft d -> null;
            case Running r -> r.startedAt();
            case Paused p -> p.startedAt();
            case Promoted p -> p.startedAt();
            case RolledBack r -> r.startedAt();
            case Stopped s -> s.startedAt();
        };
    }

    default @Nullable Instant ended() {
        return switch (this) {
            case Draft d -> null;
            case Running r -> null;
            case Paused p -> null;
            case Promoted p -> p.endedAt();
            case RolledBack r -> r.endedAt();
            case Stopped s -> s.endedAt();
        };
    }

    /** Whether the mesh should hold its routes. */
    default boolean routed() {
        return this instanceof Running || this instanceof Paused || this instanceof Promoted;
    }

    /** Whether it may be deleted and its definition changed freely. */
    default boolean atRest() {
        return !routed();
    }

    static ExperimentState of(String word, @Nullable Instant startedAt, @Nullable Instant endedAt) {
        if (word.equals("DRAFT")) {
            return new Draft();
        }
        if (startedAt == null) {
            throw new IllegalStateException("an experiment that is " + word + " has started once");
        }
        Instant ended = endedAt == null ? startedAt : endedAt;
        return switch (word) {
            case "RUNNING" -> new Running(startedAt);
            case "PAUSED" -> new Paused(startedAt);
            case "PROMOTED" -> new Promoted(startedAt, ended);
            case "ROLLED_BACK" -> new RolledBack(startedAt, ended);
            case "STOPPED" -> new Stopped(startedAt, ended);
            default -> throw new IllegalStateException("no state is called " + word);
        };
    }
}
