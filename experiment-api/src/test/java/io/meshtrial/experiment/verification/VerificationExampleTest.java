package io.meshtrial.experiment.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.verification.check.Row;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Holds docs/reference/verification-example.json, which the page is built from, against what the API answers with. */
class VerificationExampleTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private static VerificationView example() throws Exception {
        return JSON.readValue(text(), VerificationView.class);
    }

    private static String text() throws Exception {
        return Files.readString(Path.of("../docs/reference/verification-example.json"));
    }

    @Test
    void hasExactlyTheMembersThatTheApiWrites() throws Exception {
        JsonNode written = JSON.readTree(JSON.writeValueAsString(example()));
        assertThat(written).isEqualTo(JSON.readTree(text()));
    }

    @Test
    void showsEveryRowUnderItsTitleAndCountsThem() throws Exception {
        VerificationView example = example();
        assertThat(example.rows()).extracting(VerificationView.RowView::row).containsExactlyInAnyOrder(Row.values());
        assertThat(example.rows()).allSatisfy(row -> {
            assertThat(row.title()).isEqualTo(row.row().title());
            assertThat(row.question()).isEqualTo(row.row().question());
        });
        assertThat(example.summary()).isEqualTo(Summary.ofRows(example.rows()));
        assertThat(Arrays.asList(Row.values())).hasSize(8);
    }
}
