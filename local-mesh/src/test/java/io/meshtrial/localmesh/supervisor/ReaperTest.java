package io.meshtrial.localmesh.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReaperTest {

    private static final List<String> SLEEPER = List.of("sleep", "300");

    @Test
    void when_its_owner_is_gone_it_ends_what_it_was_told_of_and_nothing_else() throws Exception {
        Process watched = new ProcessBuilder(SLEEPER).start();
        Process forgotten = new ProcessBuilder(SLEEPER).start();
        Process stranger = new ProcessBuilder(SLEEPER).start();
        try {
            Reaper reaper = Reaper.start();
            reaper.watch(forgotten.pid());
            reaper.watch(watched.pid());
            reaper.forget(forgotten.pid());
            reaper.abandon();
            assertThat(watched.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(forgotten.isAlive()).isTrue();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            List.of(watched, forgotten, stranger).forEach(Process::destroyForcibly);
        }
    }

    @Test
    void after_an_orderly_end_it_touches_nothing() throws Exception {
        Process process = new ProcessBuilder(SLEEPER).start();
        try {
            Reaper reaper = Reaper.start();
            reaper.watch(process.pid());
            reaper.close();
            assertThat(reaper.awaitEnd()).isZero();
            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }
}
