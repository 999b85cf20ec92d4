package io.meshtrial.localmesh.supervisor;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

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

    private final Process process;

    private Reaper(Process process) {
        this.process = process;
    }

    static Reaper start() throws IOException {
        return new Reaper(new ProcessBuilder("/bin/sh", "-c", SCRIPT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    synchronized void watch(long pid) throws IOException {
        say("+ " + pid);
    }

    synchronized void forget(long pid) throws IOException {
        say("- " + pid);
    }

    private void say(String line) throws IOException {
        OutputStream out = process.getOutputStream();
        out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** Closes the pipe as the death of this process would. */
    synchronized void abandon() throws IOException {
        process.getOutputStream().close();
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** All processes have ended: the reaper may go without doing anything. */
    @Override
    public synchronized void close() throws IOException {
        say(". 0");
        process.getOutputStream().close();
    }
}
