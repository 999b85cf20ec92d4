package io.meshtrial.routing.conformance;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** {@code ./conformance routing FILE…} */
public final class Main {

    private static final int EQUAL = 0;
    private static final int DIFFERENT = 1;
    private static final int UNUSABLE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), new EvaluatorCheck(), System.out, System.err));
    }

    /**
     * Holds some way of answering against the recordings in files.
     *
     * @param arguments the files
     * @return 0 where nothing differs, 1 where something does or a line cannot be read, 2 where there was nothing to compare
     */
    public static int run(List<String> arguments, RequestCheck check, PrintStream out, PrintStream errors) {
        if (arguments.isEmpty() || arguments.getFirst().startsWith("-")) {
            errors.println("usage: ./conformance routing [--through-edge] FILE...");
            errors.println("FILE holds recordings, one JSON object a line; base.yaml beside it the objects of all.");
            return UNUSABLE;
        }
        try {
            List<Path> files = arguments.stream().map(Path::of).toList();
            RoutingConformance.Result result = new RoutingConformance(out, check).run(files);
            result.unreadable().forEach(problem -> errors.println("conformance: " + problem));
            if (result.compared() == 0) {
                errors.println("conformance: nothing in these files can be compared in this way");
                return UNUSABLE;
            }
            return result.different() == 0 && result.unreadable().isEmpty() ? EQUAL : DIFFERENT;
        } catch (UnreadableRecordingException e) {
            errors.println("conformance: " + e.getMessage());
            return UNUSABLE;
        }
    }
}
