package io.meshtrial.localmesh.visitors;

import io.meshtrial.localmesh.process.Program;
import java.util.Set;

/** {@code --port=N --target=http://127.0.0.1:PORT [--rate=50] [--seed=1] [--paused]}. */
public final class VisitorsMain {

    private static final int USUAL_RATE = 50;

    private VisitorsMain() {}

    public static void main(String[] arguments) {
        Set<String> known = Set.of("port", "target", "rate", "seed", "paused");
        Program.run("visitors", arguments, known, System.out, System.err, (options, closing) -> {
            Visitors visitors = Visitors.start(new Visitors.Settings(
                    options.port("port"),
                    options.text("target"),
                    options.number("seed", 1, Long.MIN_VALUE, Long.MAX_VALUE),
                    (int) options.number("rate", USUAL_RATE, 1, Traffic.HIGHEST_RATE),
                    options.flag("paused"),
                    System::nanoTime));
            closing.onExit(visitors);
            return "http://127.0.0.1:" + visitors.port();
        });
    }
}
