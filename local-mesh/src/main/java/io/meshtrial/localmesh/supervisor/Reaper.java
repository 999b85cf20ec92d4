package io.meshtrial.localmesh.supervisor;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A shell that remembers which processes run and ends them when this one is gone, however it went: its input is a pipe
 * from here, and a pipe closes even on a kill -9.
 */
final class Reaper implements AutoCloseable {

    private static final String SCRIPT = """
            trap '' INT HUP TERM
            pids=' '
            while read -r sign pid; do
              case $sign in
                +) pids="$pids$pid " ;;
                -) case $pids in *" $pid "*) pids="${pids%% $pid *} ${pids#* $pid }" ;; esac ;;
                .) exit 0 ;;
              esac
            done
            kill $pids 2>/dev/null
            sleep 5
            kill -9 $pids 2>/dev/null
            """;

    private final Set<Long> watched = new LinkedHashSet<>();
    private Process process;
    private boolean finished;

    private Reaper() throws IOException {
        process = shell();
        process.onExit().thenAccept(this::died);
    }

    static Reaper start() throws IOException {
        return new Reaper();
    }

    private static Process shell() throws IOException {
        return new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** A shell that was killed has a successor, which learns everything anew. */
    private synchronized void died(Process dead) {
        if (finished || dead != process) {
            return;
        }
        try {
            process = shell();
            process.onExit().thenAccept(this::died);
            for (long pid : watched) {
                say("+ " + pid);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void watch(long pid) throws IOException {
        watched.add(pid);
        tell("+ " + pid);
    }

    synchronized void forget(long pid) throws IOException {
        watched.remove(pid);
        tell("- " + pid);
    }

    /** Where the shell has just died, its successor is told instead. */
    private void tell(String line) throws IOException {
        try {
            say(line);
        } catch (IOException e) {
            if (process.isAlive()) {
                throw e;
            }
            died(process);
        }
    }

    private void say(String line) throws IOException {
        OutputStream out = process.getOutputStream();
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    synchronized ProcessHandle shellHandle() {
        return process.toHandle();
    }

    /** Closes the pipe as the death of this process would. */
    synchronized void abandon() throws IOException {
        finished = true;
        process.getOutputStream().close();
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** All processes have ended: the reaper may go without doing anything. */
    @Override
    public synchronized void close() throws IOException {
        finished = true;
        if (process.isAlive()) {
            say(". 0");
            process.getOutputStream().close();
        }
    }
}
