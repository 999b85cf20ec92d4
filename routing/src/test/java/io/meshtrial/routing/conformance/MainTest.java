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

class MainTest {

    private static final Path RECORDINGS = Path.of("src/test/resources/recordings");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void equalRecordingsAreCountedAndEndWithZero() {
        assertThat(run(RECORDINGS.resolve("several.jsonl").toString())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("compared, 0 different" + System.lineSeparator());
    }

    /** A recording that was changed by hand must be found out, whatever was changed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "split.jsonl |\"status\":{\"200\":400}|\"status\":{\"503\":400}|status",
                "split.jsonl |\"weights\":{\"v1\":90|\"weights\":{\"v1\":91|weights",
                "split.jsonl |\"route\":\"split\",\"w|\"route\":\"other\",\"w|route",
                "split.jsonl |\"served\":{\"v1\"|\"served\":{\"v4\"|served",
                "split.jsonl |\"upstream\":{\"path\":\"/\"|\"upstream\":{\"path\":\"/x\"|path"
            })
    void aChangedRecordingIsDifferent(String file, String from, String to, String said) throws IOException {
        Files.copy(RECORDINGS.resolve("base.yaml"), folder.resolve("base.yaml"));
        String line = Files.readAllLines(RECORDINGS.resolve("weights.jsonl")).getFirst();
        assertThat(line).contains(from);
        Path changed = folder.resolve(file);
        Files.writeString(changed, line.replaceFirst(java.util.regex.Pattern.quote(from), to));

        assertThat(run(changed.toString())).isEqualTo(1);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("DIFFERENT c0205")
                .contains(said);
    }

    @Test
    void filesThatHoldNoRecordingsAreSaidWithTheirLine() throws IOException {
        Path file = Files.writeString(folder.resolve("x.jsonl"), "\n{\"id\": \"a\"}\n");

        assertThat(run(file.toString())).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("line 2").contains("\"expect\"");
        assertThat(run(folder.resolve("missing").toString())).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    /** What is wrong is said with the case and the request; members that nobody knows are passed over. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"n\":400|\"n\":\"many\"|request 1: \"n\" must be a whole number",
                "\"headers\":[]|\"headers\":[\"x\"]|request 1: \"headers\" must be a list of pairs",
                "\"status\":{\"200\":400}|\"status\":7|request 1: \"status\" must be an object",
                "\"status\":{\"200\":400}|\"stat\":7|request 1: \"status\" must be an object",
                "\"requests\":[|\"destinationRules\":[1],\"requests\":[|c0205: \"destinationRules\" must be",
                "\"n\":400|\"n\":0|request 1: \"n\" must be a whole number",
                "\"upstream\":{|\"upstream\":[],\"was\":{|request 1: \"upstream\" must be an object",
                "\"method\":\"GET\"|\"method\":\"GET\",\"responseHeaders\":[[1,2]]|request 1: \"responseHeaders\" must be",
                "\"upstream\":{|\"upstream\":{\"headers\":[1],|upstream: \"headers\" must be",
                "\"requests\":[|\"watch\":[1],\"requests\":[|c0205: \"watch\" must be",
                "\"requests\":[|\"via\":\"tunnel\",\"requests\":[|c0205: \"via\" must be",
                "\"requests\":[|\"requests\":7,\"was\":[|c0205: \"requests\" must be",
                "\"virtualService\":{|\"virtualService\":[],\"was\":{|c0205: \"virtualService\" must be",
                "\"n\":400|\"n\":400,\"cookieJar\":{\"clients\":0,\"steps\":1}|\"cookieJar.clients\" must be",
                "\"n\":400|\"n\":400,\"cookieJar\":{\"clients\":1,\"steps\":1}|\"flow\" must be",
                "\"n\":400|\"n\":400,\"cookieJar\":{\"clients\":1,\"steps\":1},\"flow\":{\"first\":7}|\"first\" must be",
                "\"n\":400|\"n\":400,\"cookieJar\":{\"clients\":1,\"steps\":1},\"flow\":{\"cookiesAtEnd\":7}|\"cookiesAtEnd\" must be",
                "\"n\":400|\"n\":400,\"cookieJar\":{\"clients\":1,\"steps\":1,\"start\":[7]},\"flow\":{}|\"start\" must be",
                "\"status\":{\"200\":400}|\"status\":{\"200\":\"x\"}|request 1: \"status\" must be an object",
                "\"method\":\"GET\"|\"verb\":\"GET\"|request 1: \"method\" must be a text",
                "\"method\":\"GET\"|\"method\":\"GET\",\"via\":\"tunnel\"|request 1: \"via\" must be one of"
            })
    void aRecordingOfAnotherShapeIsSaidWithItsCase(String from, String to, String said) throws IOException {
        Files.copy(RECORDINGS.resolve("base.yaml"), folder.resolve("base.yaml"));
        String line = Files.readAllLines(RECORDINGS.resolve("weights.jsonl")).getFirst();
        assertThat(line).contains(from);
        Path changed = Files.writeString(folder.resolve("changed.jsonl"), line.replace(from, to));

        assertThat(run(changed.toString())).isEqualTo(2);
        assertThat(errors.toString(StandardCharsets.UTF_8)).contains("c0205").contains(said);
    }

    @Test
    void membersThatAreOptionalOrUnknownMakeNoDifference() throws IOException {
        Files.copy(RECORDINGS.resolve("base.yaml"), folder.resolve("base.yaml"));
        String line = Files.readAllLines(RECORDINGS.resolve("weights.jsonl")).getFirst();
        Path changed = Files.writeString(
                folder.resolve("changed.jsonl"),
                line.replace("\"served\":{", "\"unknown\":{").replace("\"upstream\":{", "\"future\":{"));

        assertThat(run(changed.toString())).isZero();
    }

    private int run(String... arguments) {
        return Main.run(
                List.of(arguments),
                new EvaluatorCheck(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8));
    }
}
