package io.meshtrial.experiment.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Builds the manifests with kustomize itself, or with the one inside kubectl. */
final class Kustomize {

    static final Path DEPLOY = Path.of("..", "deploy");

    private static final List<Path> PROGRAMS = List.of(
            Path.of("../acceptance/api-server/target/kustomize"),
            Path.of("/usr/bin/kubectl"),
            Path.of("/usr/local/bin/kubectl"));

    private Kustomize() {}

    /** @param folder below {@code deploy} */
    static List<JsonNode> built(String folder) throws IOException, InterruptedException {
        Optional<Path> program = PROGRAMS.stream().filter(Files::isExecutable).findFirst();
        Assumptions.assumeTrue(
                program.isPresent(),
                "the manifests are not built: neither kubectl nor acceptance/api-server/target/kustomize is there");
        Path found = program.get();
        String verb = found.endsWith("kubectl") ? "kustomize" : "build";
        Process process = new ProcessBuilder(
                        found.toAbsolutePath().toString(),
                        verb,
                        DEPLOY.resolve(folder).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return YamlDocuments.parse(text);
    }
}
