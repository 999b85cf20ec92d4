package io.meshtrial.localmesh.process;

import java.io.PrintStream;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frame of a {@code main}: a wrong option ends with code 2 and one line on the error stream, a failed start with
 * code 1. A started program writes {@code READY <name> <address>} as one line on the output stream and runs until the
 * JVM is told to end.
 */
public final class Program {

    private static final Logger log = LoggerFactory.getLogger(Program.class);

    /** Starts and returns the address to report; registers what must be closed. */
    @FunctionalInterface
    public interface Start {
        String start(Options options, Closing closing) throws Exception;
    }

    /** Takes what is closed, last first, when the JVM ends. */
    @FunctionalInterface
    public interface Closing {
        void onExit(AutoCloseable resource);
    }

    private Program() {}

    /** A secret or setting that must not stand on a command line; other users can read those. */
    public static String environment(String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("environment variable " + name + " is needed");
        }
        return value;
    }

    public static void run(
            String name,
            String[] arguments,
            Collection<String> options,
            PrintStream out,
            PrintStream err,
            Start start) {
        ExitSequence exit = new ExitSequence();
        Runtime.getRuntime().addShutdownHook(new Thread(exit::run, "exit"));
        try {
            String address = start.start(Options.parse(arguments, options), exit);
            out.println("READY " + name + " " + address);
            out.flush();
        } catch (IllegalArgumentException e) {
            err.println(name + ": " + e.getMessage());
            System.exit(2);
        } catch (Exception e) {
            log.error("{} could not start", name, e);
            err.println(name + ": could not start: " + e);
            System.exit(1);
        }
    }
}
