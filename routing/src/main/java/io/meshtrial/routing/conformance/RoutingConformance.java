package io.meshtrial.routing.conformance;

import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.check.Severity;
import io.meshtrial.routing.validate.VirtualServiceValidation;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Compares recordings one by one, says each difference, and counts. */
public final class RoutingConformance {

    private static final int PROGRESS_EVERY = 1000;

    private final PrintStream out;
    private final RequestCheck check;
    private int compared;
    private int different;
    private final Map<String, List<String>> leftOut = new TreeMap<>();

    public RoutingConformance(PrintStream out, RequestCheck check) {
        this.out = out;
        this.check = check;
    }

    /** @throws UnreadableRecordingException before anything is compared */
    public Result run(List<Path> files) throws UnreadableRecordingException {
        List<List<Recording>> recordings = new ArrayList<>();
        for (Path file : files) {
            recordings.add(RecordingReader.read(file));
        }
        for (int i = 0; i < files.size(); i++) {
            out.println(files.get(i).getFileName() + ": " + recordings.get(i).size() + " cases");
            for (Recording recording : recordings.get(i)) {
                compare(recording);
            }
        }
        leftOut.forEach((reason, ids) -> out.println("left out, " + reason + ": " + ids.size() + " in "
                + ids.stream().distinct().toList()));
        out.println(compared + " compared, " + different + " different");
        return new Result(compared, different);
    }

    /** @param compared requests, and objects that were refused */
    public record Result(int compared, int different) {}

    private void compare(Recording recording) throws UnreadableRecordingException {
        if (recording.refusal() != Recording.Refusal.NONE) {
            String missing = missingFinding(recording);
            count(recording, "object", missing.isEmpty() ? List.of() : List.of(missing));
        }
        for (RecordedRequest request : recording.requests()) {
            Optional<String> reason = check.leftOut(recording, request);
            if (reason.isPresent()) {
                leftOut.computeIfAbsent(reason.get(), _ -> new ArrayList<>()).add(recording.id());
            } else {
                count(recording, request.title(), check.differences(recording, request));
            }
        }
    }

    /** A refused object must be found out before it is published. */
    private static String missingFinding(Recording recording) {
        List<Finding> errors = VirtualServiceValidation.findings(recording.virtualService()).stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
        if (recording.refusal() == Recording.Refusal.BY_VALIDATION) {
            return errors.isEmpty() ? "the mesh's validation refuses this object, the check finds nothing" : "";
        }
        return errors.stream().anyMatch(finding -> finding.code().equals(VirtualServiceValidation.POISON_PILL))
                ? ""
                : "the proxies refuse this object, the check finds " + errors;
    }

    private void count(Recording recording, String what, List<String> differences) {
        compared++;
        if (!differences.isEmpty()) {
            different++;
            out.println("DIFFERENT " + recording.id() + " (" + recording.note() + "), " + what);
            differences.forEach(difference -> out.println("  " + difference));
        }
        if (compared % (PROGRESS_EVERY) == 0) {
            out.println("  … " + compared + " compared");
        }
    }
}
