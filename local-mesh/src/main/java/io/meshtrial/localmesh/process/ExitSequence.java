package io.meshtrial.localmesh.process;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was registered, last first; one that fails is logged and does not keep the others from closing. */
final class ExitSequence implements Program.Closing {

    private static final Logger log = LoggerFactory.getLogger(ExitSequence.class);

    private final Deque<AutoCloseable> resources = new ArrayDeque<>();

    @Override
    public synchronized void onExit(AutoCloseable resource) {
        resources.push(resource);
    }

    synchronized void run() {
        while (!resources.isEmpty()) {
            AutoCloseable resource = resources.pop();
            try {
                resource.close();
            } catch (Exception e) {
                log.warn("{} did not close cleanly", resource.getClass().getSimpleName(), e);
            }
        }
    }
}
