package io.meshtrial.routing.conformance;

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

    /** @throws UnreadableRecordingException before anything is compared, where a file holds no lines to read */
    public Result run(List<Path> files) throws UnreadableRecordingException {
        List<RecordingReader.RecordedFile> read = new ArrayList<>();
        for (Path file : files) {
            read.add(RecordingReader.read(file));
        }
        for (int i = 0; i < files.size(); i++) {
            RecordingReader.RecordedFile file = read.get(i);
            out.println(files.get(i).getFileName() + ": " + file.recordings().size() + " cases");
            if (file.shippedBase()) {
                out.println("  no base.yaml beside it: taking the objects of the project's own recordings");
            }
            for (Recording recording : file.recordings()) {
                compare(recording);
            }
        }
        leftOut.forEach((reason, ids) -> out.println("left out, " + reason + ": " + ids.size() + " in "
                + ids.stream().distinct().toList()));
        List<String> unreadable =
                read.stream().flatMap(file -> file.unreadable().stream()).toList();
        unreadable.forEach(problem -> out.println("not read: " + problem));
        out.println(compared + " compared, " + different + " different");
        return new Result(compared, different, unreadable);
    }

    /**
     * @param compared requests, and objects that were refused
     * @param unreadable what is wrong with each line that is no recording
     */
    public record Result(int compared, int different, List<String> unreadable) {}

    private void compare(Recording recording) throws UnreadableRecordingException {
        List<String> refusal = guarded(() -> ObjectCheck.differences(recording));
        if (refusal.equals(List.of(ObjectCheck.UNFOUND)) && ObjectCheck.isAboutOthers(recording)) {
            leaveOut(ObjectCheck.NOT_WRITTEN, recording);
        } else if (recording.refusal() != Recording.Refusal.NONE || !refusal.isEmpty()) {
            // Accepted objects are looked at too; they count where the check is wrong about them.
            count(recording, "object", refusal);
        }
        for (RecordedRequest request : recording.requests()) {
            Optional<String> reason = check.leftOut(recording, request);
            if (reason.isPresent()) {
                leaveOut(reason.get(), recording);
            } else {
                count(recording, request.title(), guarded(() -> check.differences(recording, request)));
            }
        }
    }

    private void leaveOut(String reason, Recording recording) {
        leftOut.computeIfAbsent(reason, _ -> new ArrayList<>()).add(recording.id());
    }

    private interface Differences {
        List<String> find() throws UnreadableRecordingException;
    }

    /** One case that nobody foresaw is a difference, and the others are still compared. */
    private static List<String> guarded(Differences differences) throws UnreadableRecordingException {
        try {
            return differences.find();
        } catch (RuntimeException | StackOverflowError e) {
            return List.of("cannot be compared: " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
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
