package io.meshtrial.routing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings that others made: whatever they hold, each case has its say and the count comes at the end. */
class OtherRecordingsTest {

    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");
    private static final String ROUTE = "{'route': [{'destination': {'host': 'catalog', 'subset': 'v1'}}]}";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    /** The README of the recordings: "Rejected cases were not loaded, so they have no requests." */
    @ParameterizedTest
    @CsvSource({"''", "',\"requests\":null'", "',\"requests\":[]'"})
    void aRejectedCaseNeedsNoRequests(String requests) throws IOException {
        String faulty = "'http': [{'timeout': '0s', " + ROUTE.substring(1) + "]";

        assertThat(run(good(), rejected("r1", faulty, "HTTP timeout", requests)))
                .isZero();
        assertThat(said()).contains("2 compared, 0 different");
    }

    /** Sections and routes that no experiment writes are left out by id; anything else must be found. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'tls': [{'route': []}] | TLS match must have at least one SNI host | 0",
                "'tcp': [{'route': []}], 'http': [ROUTE] | total destination weight = 0 | 0",
                "'exportTo': ['.', '*'], 'http': [ROUTE] | exportTo . and * | 0",
                "'exportTo': ['.'], 'http': [ROUTE] | HTTP route is not to our liking | 1",
                "'http': [{'directResponse': {'status': 200}}] | not to our liking | 0",
                "'http': [ROUTE] | not to our liking | 1"
            })
    void refusalsForFieldsThatAreNotWrittenAreLeftOut(String spec, String reason, int exit) throws IOException {
        assertThat(run(good(), rejected("r1", spec.replace("ROUTE", ROUTE), reason, "")))
                .isEqualTo(exit);
        assertThat(said())
                .contains(exit == 0 ? "does not write: 1 in [r1]" : "DIFFERENT r1")
                .contains(exit == 0 ? "1 compared, 0 different" : "2 compared, 1 different");
    }

    @Test
    void aRefusalOfAnotherKindOfObjectIsLeftOut() throws IOException {
        String line = rejected("r1", "'http': [" + ROUTE + "]", "x", "")
                .replace("VirtualService/demo/r1: x", "DestinationRule/demo/r1: no subset");

        assertThat(run(good(), line)).isZero();
        assertThat(said()).contains("left out, refused for fields that the compiler does not write: 1 in [r1]");
    }

    @Test
    void everyVirtualServiceOfACaseIsLookedAt() throws IOException {
        String pill = virtualService("other", "'http': [{'directResponse': {'status': 600}}]");
        String line = good().replace("\"expect\":\"accepted\"", "\"expect\":\"accepted\",\"delivery\":\"NACK\"")
                .replace("\"requests\":[", "\"otherVirtualServices\":[" + pill + "],\"requests\":[");

        assertThat(run(line)).isZero();
        assertThat(said()).contains("2 compared, 0 different");
    }

    @Test
    void anErrorOfTheCheckAboutWhatTheMeshTakesIsADifference() throws IOException {
        String faulty = virtualService("other", "'http': [{'timeout': '0s', " + ROUTE.substring(1) + "]");

        assertThat(run(good().replace("\"requests\":[", "\"otherVirtualServices\":[" + faulty + "],\"requests\":[")))
                .isEqualTo(1);
        assertThat(said())
                .contains("the mesh takes this object, the check finds")
                .contains("2 compared, 1 different");
    }

    @ParameterizedTest
    @CsvSource({"status=abc", "failfirst", "slow=", "header=foo", "status=99999999999"})
    void whatAWorkloadIsAskedForAndNobodyKnowsIsADifference(String behaviour) throws IOException {
        String line = good().replace("\"headers\":[]", "\"headers\":[[\"x-bk\",\"" + behaviour + "\"]]");

        assertThat(run(line, good())).isEqualTo(1);
        assertThat(said())
                .contains("DIFFERENT c0205")
                .contains("x-bk: " + behaviour)
                .contains("2 compared, 1 different");
    }

    @Test
    void aLineThatCannotBeReadLeavesTheOthers() throws IOException {
        assertThat(run(good(), "{\"id\": \"a\"}", good())).isEqualTo(1);
        assertThat(said()).contains("not read: ").contains("2 compared, 0 different");
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("line 2");
    }

    @Test
    void withoutABaseFileTheProjectsOwnIsTakenAndSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("alone.jsonl"), good());

        assertThat(run(file)).isZero();
        assertThat(said()).contains("no base.yaml beside it").contains("1 compared, 0 different");
    }

    private static String good() throws IOException {
        return Files.readAllLines(RECORDINGS.resolve("weights.jsonl")).getFirst();
    }

    private static String rejected(String id, String spec, String reason, String requests) {
        return "{\"id\":\"" + id + "\",\"expect\":\"rejected\",\"validation\":[\"VirtualService/demo/" + id + ": "
                + reason + "\"],\"virtualService\":" + virtualService(id, spec) + requests + "}";
    }

    private static String virtualService(String name, String spec) {
        return ("{'kind': 'VirtualService', 'metadata': {'name': '" + name
                        + "', 'namespace': 'demo'}, 'spec': {'hosts': ['" + name + ".test'], " + spec + "}}")
                .replace('\'', '"');
    }

    private int run(String... lines) throws IOException {
        Files.copy(RECORDINGS.resolve("base.yaml"), folder.resolve("base.yaml"));
        return run(Files.writeString(folder.resolve("others.jsonl"), String.join("\n", lines)));
    }

    private int run(Path file) {
        return Main.run(
                List.of(file.toString()),
                new EvaluatorCheck(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
