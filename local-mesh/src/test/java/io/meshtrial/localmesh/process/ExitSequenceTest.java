package io.meshtrial.localmesh.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExitSequenceTest {

    @Test
    void what_was_opened_last_is_closed_first_and_a_failure_stops_nothing() {
        List<String> closed = new ArrayList<>();
        ExitSequence exit = new ExitSequence();
        exit.onExit(() -> closed.add("first"));
        exit.onExit(() -> {
            throw new IllegalStateException("stuck");
        });
        exit.onExit(() -> closed.add("last"));
        exit.run();
        exit.run();
        assertThat(closed).containsExactly("last", "first");
    }
}
