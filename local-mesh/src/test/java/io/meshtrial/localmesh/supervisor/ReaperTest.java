package io.meshtrial.localmesh.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
    void killed_it_has_a_successor_that_knows_as_much() throws Exception {
        Process watched = new ProcessBuilder(SLEEPER).start();
        Process later = new ProcessBuilder(SLEEPER).start();
        try {
            Reaper reaper = Reaper.start();
            reaper.watch(watched.pid());
            ProcessHandle first = reaper.shellHandle();
            first.destroyForcibly();
            first.onExit().get(20, TimeUnit.SECONDS);
            reaper.watch(later.pid());
            await().until(() -> reaper.shellHandle().isAlive());
            reaper.abandon();
            assertThat(watched.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(later.waitFor(20, TimeUnit.SECONDS)).isTrue();
        } finally {
            List.of(watched, later).forEach(Process::destroyForcibly);
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
