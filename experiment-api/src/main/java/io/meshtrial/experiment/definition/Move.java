package io.meshtrial.experiment.definition;

import io.meshtrial.experiment.definition.ExperimentState.Draft;
import io.meshtrial.experiment.definition.ExperimentState.Paused;
import io.meshtrial.experiment.definition.ExperimentState.Promoted;
import io.meshtrial.experiment.definition.ExperimentState.Running;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be asked of an experiment. */
public enum Move {
    START,
    PAUSE,
    RESUME,
    PROMOTE,
    ROLLBACK,
    STOP;

    /** As it stands in the address. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Move> of(String word) {
        return Arrays.stream(values()).filter(move -> move.word().equals(word)).findFirst();
    }

    /** The state after this move, or nothing where the move is not legal. */
    public Optional<ExperimentState> from(ExperimentState state, Instant now) {
        return Optional.ofNullable(
                switch (state) {
                    case Draft draft -> this == START ? draft.start(now) : null;
                    case Running running ->
                        switch (this) {
                            case PAUSE -> running.pause();
                            case PROMOTE -> running.promote(now);
                            case ROLLBACK -> running.rollBack(now);
                            case STOP -> running.stop(now);
                            case START, RESUME -> null;
                        };
                    case Paused paused ->
                        switch (this) {
                            case RESUME -> paused.resume();
                            case PROMOTE -> paused.promote(now);
                            case ROLLBACK -> paused.rollBack(now);
                            case STOP -> paused.stop(now);
                            case START, PAUSE -> null;
                        };
                    case Promoted promoted ->
                        switch (this) {
                            case ROLLBACK -> promoted.rollBack(now);
                            case STOP -> promoted.stop();
                            case START, PAUSE, RESUME, PROMOTE -> null;
                        };
                    case ExperimentState.RolledBack ended -> null;
                    case ExperimentState.Stopped ended -> null;
                });
    }

    public static List<String> legalFrom(ExperimentState state) {
        return Arrays.stream(values())
                .filter(move -> move.from(state, Instant.EPOCH).isPresent())
                .map(Move::word)
                .toList();
    }
}
