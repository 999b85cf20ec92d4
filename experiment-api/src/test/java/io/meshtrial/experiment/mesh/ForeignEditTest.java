package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshtrial.routing.object.MeshObject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From when on the requests of a foreign edit are out of the comparison. */
class ForeignEditTest {

    private static final Instant SEEN = Instant.parse("2026-11-22T10:00:05.5Z");

    private static Instant since(String managedFields) throws Exception {
        MeshObject live = new MeshObject(new ObjectMapper().readTree("""
            {"kind": "VirtualService", "metadata": {"name": "catalog", "namespace": "demo", "managedFields": %s},
             "spec": {"http": [{"name": "changed"}]}}
            """.formatted(managedFields)));
        MeshObject before = new MeshObject(new ObjectMapper().readTree("""
            {"kind": "VirtualService", "metadata": {"name": "catalog", "namespace": "demo"},
             "spec": {"http": [{"name": "base"}]}}
            """));
        return ForeignEdit.between(PublishedSpec.of(before, "search", List.of()), live, "search", List.of())
                .orElseThrow()
                .since(SEEN);
    }

    @Test
    void theLatestForeignEntryOfTheManagedFieldsSaysWhen() throws Exception {
        assertThat(since("""
            [{"manager": "kubectl", "time": "2026-11-22T09:00:10Z"},
             {"manager": "argocd", "time": "2026-11-22T09:59:58Z"},
             {"manager": "%s", "time": "2026-11-22T10:00:01Z"}]""".formatted(KubernetesMesh.FIELD_MANAGER))).isEqualTo("2026-11-22T09:59:58Z");
    }

    @Test
    void whatNothingSaysBeganWhenItWasSeen() throws Exception {
        assertThat(since("[]")).isEqualTo(SEEN);
        assertThat(since("[{\"manager\": \"kubectl\"}]")).isEqualTo(SEEN);
        assertThat(since("[{\"manager\": \"kubectl\", \"time\": \"2026-11-22T10:00:09Z\"}]"))
                .as("their clock is ahead of ours")
                .isEqualTo(SEEN);
    }

    /** An edit that only removes leaves no entry: then the latest one is of long ago. */
    @Test
    void anEntryOfLongAgoIsNotTheEdits() throws Exception {
        assertThat(since("[{\"manager\": \"kubectl\", \"time\": \"2026-11-21T10:00:00Z\"}]"))
                .isEqualTo(SEEN);
    }
}
