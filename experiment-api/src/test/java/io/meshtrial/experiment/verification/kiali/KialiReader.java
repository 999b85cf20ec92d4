package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Subject;
import io.meshtrial.experiment.verification.check.Subjects;
import io.meshtrial.experiment.verification.check.Verdict;
import io.meshtrial.routing.object.MeshObject;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The rows of Kiali in a process of their own, whose heap is bounded: it ends where an answer needs more. */
final class KialiReader implements AutoCloseable {

    /** Ten answers of the largest size would not fit: {@code WitnessHttp} takes 8 MB of each, and 300 000 tokens. */
    static final long HEAP_MEGABYTES = 72;

    /** @param took as the reader measured it */
    record Read(Verdict verdict, Reason reason, Duration took) {}

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;

    private KialiReader(Process process) {
        this.process = process;
        this.questions = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static KialiReader start(URI kiali, String scenario, String rules, Duration timeout) throws IOException {
        return new KialiReader(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xmx" + HEAP_MEGABYTES + "m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KialiReader.class.getName(),
                        kiali.toString(),
                        scenario,
                        rules,
                        String.valueOf(timeout.toMillis()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    Read ask(String row) throws IOException {
        String[] answer = line(row).split(" ", -1);
        return new Read(
                Verdict.valueOf(answer[0]),
                answer[1].equals("-") ? Reason.NOT_CHECKED : Reason.valueOf(answer[1]),
                Duration.ofMillis(Long.parseLong(answer[2])));
    }

    long peakHeapBytes() throws IOException {
        return Long.parseLong(line("heap"));
    }

    private String line(String question) throws IOException {
        questions.write(question + "\n");
        questions.flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new AssertionError("the reader ended: an exception, or its heap was not enough");
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        questions.close();
        process.destroy();
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        // What libraries log would stand between the answers.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        URI kiali = URI.create(arguments[0]);
        Subject subject = subject(arguments[1], arguments[2]);
        List<MeshObject> objects;
        try (RecordedKiali recorded = RecordedKiali.of(arguments[1])) {
            objects = recorded.objects().subList(0, 1);
        }
        // The first answers are whole ones, read while classes are loaded.
        KialiRows rows = KialiRows.anonymous(kiali, Duration.ofSeconds(5));
        BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int asked = 0;
        for (String question = questions.readLine(); question != null; question = questions.readLine()) {
            if (asked++ == (arguments[2].isEmpty() ? 1 : 2)) {
                rows = KialiRows.anonymous(kiali, Duration.ofMillis(Long.parseLong(arguments[3])));
            }
            long began = System.nanoTime();
            if (question.equals("heap")) {
                answers.println(peak());
                continue;
            }
            Outcome outcome = question.equals("share") ? rows.share(subject) : rows.validations(objects);
            answers.println(outcome.verdict() + " " + (outcome.reason() == null ? "-" : outcome.reason()) + " "
                    + (System.nanoTime() - began) / 1_000_000);
        }
    }

    private static Subject subject(String scenario, String rules) {
        String some = rules.isEmpty() ? "10% to v2" : rules;
        Duration age = Duration.ofSeconds(80);
        return scenario.startsWith("i-") ? Subjects.services(some, age) : Subjects.subsets(some, age);
    }

    private static long peak() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }
}
