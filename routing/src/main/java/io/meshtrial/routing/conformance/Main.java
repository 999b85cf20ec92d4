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
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    /** @return 0 where nothing differs, 1 where something does, 2 where there was nothing to compare */
    static int run(List<String> arguments, PrintStream out, PrintStream errors) {
        if (arguments.isEmpty() || arguments.getFirst().startsWith("-")) {
            errors.println("usage: ./conformance routing FILE...");
            errors.println("FILE holds recordings, one JSON object a line; base.yaml beside it the objects of all.");
            return UNUSABLE;
        }
        try {
            List<Path> files = arguments.stream().map(Path::of).toList();
            RoutingConformance.Result result = new RoutingConformance(out, new EvaluatorCheck()).run(files);
            return result.different() == 0 ? EQUAL : DIFFERENT;
        } catch (UnreadableRecordingException e) {
            errors.println("conformance: " + e.getMessage());
            return UNUSABLE;
        }
    }
}
