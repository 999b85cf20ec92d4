package io.meshtrial.statistics.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of every vector. The oracle of each file stands in its first line; see the vectors' README. */
class ReferenceVectorsTest {

    static Stream<Path> files() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(ReferenceVectorsTest.class.getResource("/vectors"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".csv")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRowLiesWithinTheStatedTolerance(Path path) {
        VectorFile file = VectorFile.read(path);
        FileReport report = FileReport.of(file, StatisticsConformance.functionOf(file));
        assertThat(report.function()).isEqualTo(file.stem());
        assertThat(report.compared()).isGreaterThan(100);
        assertThat(report.different()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyRefusalNamesTheReasonOfTheVector(Path path) {
        VectorFile file = VectorFile.read(path);
        assertThat(FileReport.of(file, StatisticsConformance.functionOf(file)).otherReasons())
                .isEmpty();
    }

    @Test
    void everyFunctionHasVectors() throws Exception {
        List<String> stems = files().map(path -> VectorFile.read(path).stem()).toList();
        assertThat(stems)
                .containsExactlyInAnyOrderElementsOf(
                        VectorFunction.all().stream().map(VectorFunction::name).toList());
    }
}
