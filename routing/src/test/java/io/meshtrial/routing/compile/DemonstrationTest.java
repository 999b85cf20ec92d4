package io.meshtrial.routing.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemonstrationTest {

    private final MeshObject live = Samples.object(Samples.DEMONSTRATION);

    @Test
    void ten_percent_to_v2_clones_both_base_routes_with_the_same_split() {
        List<OwnedRoute> routes = Samples.compiled(Samples.experiment("ten", 1, "10% to v2"), live)
                .routes();
        assertThat(routes).extracting(OwnedRoute::name).containsExactly("meshtrial/ten/r1/1.0", "meshtrial/ten/r1/1.1");
        for (OwnedRoute route : routes) {
            assertThat(route.json().findValuesAsText("weight")).containsExactly("9000", "1000");
            assertThat(route.json().findValuesAsText("x-meshtrial"))
                    .containsExactly(
                            "ten;r1;1;v1;catalog-v1;" + Samples.TOKEN, "ten;r1;1;v2;catalog-v2;" + Samples.TOKEN);
        }
        assertThat(routes.getFirst().json().path("match"))
                .isEqualTo(live.http().get(0).path("match"));
    }

    @Test
    void a_second_pattern_on_the_user_agent_is_said_by_leaving_out_first() {
        List<OwnedRoute> routes = Samples.compiled(
                        Samples.experiment("browsers", 1, "Chrome to v1\neveryone else to v2"), live)
                .routes();
        assertThat(routes)
                .extracting(OwnedRoute::name)
                .containsExactly(
                        "meshtrial/browsers/r1/2.0",
                        "meshtrial/browsers/r1/1.0",
                        "meshtrial/browsers/r1/2.0.2",
                        "meshtrial/browsers/r1/1.1",
                        "meshtrial/browsers/r1/2.1");
        JsonNode first = routes.getFirst().json().path("match").get(0);
        assertThat(first.at("/headers/user-agent/regex").asText()).isEqualTo(".*Chrome.*");
        assertThat(first.at("/withoutHeaders/user-agent/regex").asText()).contains("CriOS");
    }

    @Test
    void applying_twice_changes_nothing_and_removal_restores_the_object() {
        Compilation.Compiled compiled =
                Samples.compiled(Samples.experiment("browsers", 1, "Chrome to v1\neveryone else to v2"), live);
        MeshObject after = after(RouteMerge.apply(live, "browsers", 1, compiled, List.of()));
        assertThat(RouteMerge.apply(after, "browsers", 1, compiled, List.of())).isEqualTo(new MergeResult.Nothing());
        assertThat(Samples.compiled(Samples.experiment("browsers", 1, "Chrome to v1\neveryone else to v2"), after))
                .isEqualTo(compiled);
        assertThat(after(RouteMerge.remove(after, "browsers", List.of())).json())
                .isEqualTo(live.json());
    }

    @Test
    void an_older_revision_is_not_written_over_a_newer_one() {
        MeshObject after = after(RouteMerge.apply(
                live, "ten", 2, Samples.compiled(Samples.experiment("ten", 2, "20% to v2"), live), List.of()));
        assertThat(RouteMerge.apply(
                        after, "ten", 1, Samples.compiled(Samples.experiment("ten", 1, "10% to v2"), after), List.of()))
                .isEqualTo(new MergeResult.HigherRevisionLive(2));
    }

    private static MeshObject after(MergeResult result) {
        assertThat(result).isInstanceOf(MergeResult.Patch.class);
        return ((MergeResult.Patch) result).after();
    }
}
