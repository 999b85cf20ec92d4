package io.meshtrial.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.support.RunningApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Requests that schemathesis makes up from the service's own OpenAPI document: no 5xx, no undocumented status, content
 * type or header, no answer against its schema, in at least ten thousand of them. Runs where its program is named:
 * {@code -Dmeshtrial.schemathesis=PATH} ({@code pip install schemathesis}); {@code -Dmeshtrial.fuzz.seed} and {@code
 * -Dmeshtrial.fuzz.examples} change the run. Event streams do not end and are left out.
 */
@EnabledIfSystemProperty(named = "meshtrial.schemathesis", matches = ".+")
class ContractFuzzTest {

    private static final String CHECKS = "not_a_server_error,status_code_conformance,content_type_conformance,"
            + "response_headers_conformance,response_schema_conformance,unsupported_method,ignored_auth";

    @Test
    void tenThousandRequestsFindNothing() throws Exception {
        try (RunningApi running = RunningApi.start()) {
            for (String id : List.of("first", "second")) {
                running.api().post("/api/v1/experiments", "{\"id\":\"" + id + "\",\"rules\":\"10% to v2\"}");
            }
            Path directory = Files.createTempDirectory(Path.of("target"), "fuzz");
            Path output = directory.resolve("output");
            int result = fuzz(running, directory, output);
            assertThat(result).as(Files.readString(output)).isZero();
            assertThat(requests(running)).isGreaterThanOrEqualTo(10_000);
        }
    }

    private static int fuzz(RunningApi running, Path directory, Path output) throws IOException, InterruptedException {
        return new ProcessBuilder(
                        System.getProperty("meshtrial.schemathesis"),
                        "run",
                        running.api().address() + "/v3/api-docs",
                        "--header",
                        "Authorization: Bearer " + RunningApi.TOKEN,
                        "--checks",
                        CHECKS,
                        "--exclude-path-regex",
                        "/stream$",
                        "--phases",
                        "examples,coverage,fuzzing",
                        "--max-examples",
                        System.getProperty("meshtrial.fuzz.examples", "450"),
                        "--seed",
                        System.getProperty("meshtrial.fuzz.seed", "20261122"),
                        "--no-shrink",
                        "--continue-on-failure",
                        "--suppress-health-check",
                        "all",
                        "--warnings",
                        "off",
                        "--no-color",
                        "--output-sanitize",
                        "false")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
    }

    /** All requests that the server counted. */
    private static long requests(RunningApi running) {
        return running.api()
                .get("/actuator/metrics/http.server.requests")
                .body()
                .at("/measurements/0/value")
                .asLong();
    }
}
