package io.meshtrial.routing.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.compile.Compilation;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.Samples;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people and tools do to owned routes behind our back, and what comes of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RouteMergeTest {

    private static final MeshObject BARE = Samples.object(Samples.DEMONSTRATION);
    private static final Compilation.Compiled WANTED =
            Samples.compiled(Samples.experiment("e", 2, "path /a to v2\n10% to v2"), BARE);
    private static final Published PUBLISHED = Published.of("e", 2, WANTED.routes(), BARE);
    private static final MeshObject PUBLISHED_OBJECT =
            ((MergeResult.Patch) RouteMerge.apply(BARE, "e", 2, WANTED, List.of())).after();

    /** The routes are the same in another order, in which the wrong experiment would be asked first. */
    @Test
    void whatStandsBehindAnotherExperimentsRoutesIsPutInFrontOfThemAgain() {
        MeshObject right = both(List.of("a", "b"));
        MeshObject wrong = both(List.of("b", "a"));
        assertThat(wrong.json()).isNotEqualTo(right.json());
        MergeResult.Patch patch =
                (MergeResult.Patch) RouteMerge.apply(wrong, "a", 1, beside("a", List.of("a", "b")), List.of());
        assertThat(patch.after().json()).isEqualTo(right.json());
        assertThat(Patched.json(wrong, patch.operations())).isEqualTo(right.json());
        MergeResult.Patch other =
                (MergeResult.Patch) RouteMerge.apply(wrong, "b", 1, beside("b", List.of("a", "b")), List.of());
        assertThat(Patched.json(wrong, other.operations())).isEqualTo(right.json());
    }

    private static MeshObject both(List<String> precedence) {
        MeshObject live = BARE;
        for (String id : List.of("a", "b")) {
            live = ((MergeResult.Patch) RouteMerge.apply(live, id, 1, beside(id, precedence), List.of())).after();
        }
        return live;
    }

    private static Compilation.Compiled beside(String id, List<String> precedence) {
        Compilation.Compiled alone = Samples.compiled(Samples.experiment(id, 1, "path /a to v2\n10% to v2"), BARE);
        return new Compilation.Compiled(alone.routes(), precedence, alone.findings());
    }

    /** An edit by hand, and what drift says of it. */
    record Edit(String title, Consumer<ArrayNode> change, Consumer<Drift> drift) {
        @Override
        public String toString() {
            return title;
        }
    }

    List<Edit> edits() {
        String first = WANTED.routes().getFirst().name();
        return List.of(
                new Edit("none", http -> {}, drift -> assertThat(drift.none()).isTrue()),
                new Edit(
                        "deleted",
                        http -> http.remove(0),
                        drift -> assertThat(drift.missing()).containsExactly(first)),
                new Edit(
                        "altered",
                        http -> ((ObjectNode) http.get(0)).put("timeout", "1s"),
                        drift -> assertThat(drift.altered()).containsExactly(first)),
                new Edit(
                        "renamed",
                        http -> ((ObjectNode) http.get(0)).put("name", "mine now"),
                        drift -> assertThat(drift.renamed()).containsExactly(first)),
                new Edit(
                        "duplicated",
                        http -> http.insert(0, http.get(0).deepCopy()),
                        drift -> assertThat(drift.duplicated()).containsExactly(first)),
                new Edit(
                        "reordered",
                        http -> http.insert(1, http.remove(0)),
                        drift -> assertThat(drift.reordered()).isTrue()),
                new Edit(
                        "moved behind a foreign route",
                        http -> http.add(http.remove(0)),
                        drift -> assertThat(drift.reordered()).isTrue()),
                new Edit(
                        "invented",
                        http -> ((ObjectNode) http.insertObject(0)).put("name", "meshtrial/e/r2/9.0"),
                        drift -> assertThat(drift.unexpected()).containsExactly("meshtrial/e/r2/9.0")),
                new Edit(
                        "left over from an older revision",
                        http -> ((ObjectNode) http.insertObject(0)).put("name", "meshtrial/e/r1/1.0"),
                        drift -> assertThat(drift.unexpected()).containsExactly("meshtrial/e/r1/1.0")));
    }

    @ParameterizedTest
    @MethodSource("edits")
    void whateverWasDoneToOwnedRoutesIsSeenAndPutBack(Edit edit) {
        MeshObject live = edited(edit.change());

        Drift drift = RouteDrift.between(live, PUBLISHED);

        edit.drift().accept(drift);
        assertThat(drift.ownedIntact()).isEqualTo(edit.title().equals("none"));
        assertThat(drift.baseChanged()).isFalse();
        assertThat(after(RouteMerge.apply(live, "e", 2, WANTED, WANTED.routes()), live))
                .isEqualTo(PUBLISHED_OBJECT.json());
        assertThat(after(RouteMerge.remove(live, "e", WANTED.routes()), live)).isEqualTo(BARE.json());
    }

    @Test
    void aForeignEditIsKeptAndSaid() {
        MeshObject live = edited(http -> {
            ((ObjectNode) http.get(http.size() - 1)).put("timeout", "9s");
            http.insertObject(0).put("name", "foreign").putObject("redirect").put("uri", "/");
        });

        Drift drift = RouteDrift.between(live, PUBLISHED);

        assertThat(drift.baseChanged()).isTrue();
        assertThat(drift.ownedIntact()).isTrue();
        assertThat(drift.none()).isFalse();
        JsonNode removed = after(RouteMerge.remove(live, "e", WANTED.routes()), live);
        assertThat(names(removed)).containsExactly("foreign", "", "");
        assertThat(removed.at("/spec/http/2/timeout").asText()).isEqualTo("9s");
    }

    @Test
    void aForeignRouteUnderAnotherNameMeansTheSame() {
        MeshObject live = edited(http -> ((ObjectNode) http.get(http.size() - 1)).put("name", "everyone"));

        assertThat(RouteDrift.between(live, PUBLISHED).none()).isTrue();
    }

    @Test
    void aHigherRevisionIsNeverWrittenOver() {
        MeshObject live = edited(http -> ((ObjectNode) http.get(0)).put("name", "meshtrial/e/r3/1.0"));

        assertThat(RouteMerge.apply(live, "e", 2, WANTED, List.of())).isEqualTo(new MergeResult.HigherRevisionLive(3));
        assertThat(RouteMerge.apply(live, "e", 3, WANTED, List.of())).isInstanceOf(MergeResult.Patch.class);
    }

    @Test
    void theFenceComesFirstAndForeignElementsAreNotNamed() {
        MergeResult.Patch patch = (MergeResult.Patch) RouteMerge.apply(BARE, "e", 2, WANTED, List.of());

        assertThat(patch.operations().get(0).path("op").asText()).isEqualTo("replace");
        assertThat(patch.operations().get(0).path("path").asText()).isEqualTo("/metadata/resourceVersion");
        assertThat(patch.operations().get(0).path("value").asText()).isEqualTo("7");
        List<String> others = StreamSupport.stream(patch.operations().spliterator(), false)
                .skip(1)
                .map(operation -> operation.path("op").asText() + " "
                        + operation.at("/value/name").asText().startsWith("meshtrial/e/r2/"))
                .distinct()
                .toList();
        assertThat(others).containsExactly("add true");
        assertThat(patch.operations()).hasSize(1 + WANTED.routes().size());
    }

    @Test
    void onlyWhatDiffersIsWritten() {
        MeshObject live = edited(http -> ((ObjectNode) http.get(1)).put("timeout", "1s"));

        MergeResult.Patch patch = (MergeResult.Patch) RouteMerge.apply(live, "e", 2, WANTED, List.of());

        assertThat(patch.operations()).hasSize(3);
        assertThat(patch.operations().get(1).path("op").asText()).isEqualTo("remove");
        assertThat(patch.operations().get(1).path("path").asText()).isEqualTo("/spec/http/1");
        assertThat(patch.operations().get(2).path("path").asText()).isEqualTo("/spec/http/1");
    }

    @Test
    void anObjectThatWasNeverStoredHasNoFence() {
        ObjectNode json = BARE.json().deepCopy();
        ((ObjectNode) json.path("metadata")).remove("resourceVersion");
        MergeResult.Patch patch = (MergeResult.Patch) RouteMerge.apply(new MeshObject(json), "e", 2, WANTED, List.of());

        assertThat(patch.operations().get(0).path("op").asText()).isEqualTo("add");
    }

    /** Order before one base route: declared priority, then creation; unknown experiments keep their place in front. */
    @Test
    void severalExperimentsStandByPrecedence() {
        Compilation.Compiled plain = Samples.compiled(Samples.experiment("b", 1, "path /b to v2"), BARE);
        MeshObject live = new MeshObject(after(RouteMerge.apply(BARE, "b", 1, plain, List.of()), BARE));
        Compilation.Compiled other = Samples.compiled(Samples.experiment("a", 1, "path /a to v2"), BARE);

        assertThat(owners(live, other, List.of("a", "b"))).containsExactly("a", "b", "", "a", "b", "");
        assertThat(owners(live, other, List.of("b", "a"))).containsExactly("b", "a", "", "b", "a", "");
        assertThat(owners(live, other, List.of("a"))).containsExactly("b", "a", "", "b", "a", "");
    }

    private static List<String> owners(MeshObject live, Compilation.Compiled routes, List<String> precedence) {
        Compilation.Compiled placed = new Compilation.Compiled(routes.routes(), precedence, List.of());
        return names(after(RouteMerge.apply(live, "a", 1, placed, List.of()), live)).stream()
                .map(name -> name.isEmpty() ? "" : name.split("/")[1])
                .toList();
    }

    @Test
    void whatIsPublishedIsKeptWithWhatStoodAround() {
        assertThat(PUBLISHED.base()).hasSize(2);
        assertThat(Published.of("e", 2, WANTED.routes(), PUBLISHED_OBJECT)).isEqualTo(PUBLISHED);
        assertThat(PUBLISHED.routes())
                .extracting(OwnedRoute::name)
                .allMatch(name -> name.startsWith("meshtrial/e/r2/"));
    }

    private static MeshObject edited(Consumer<ArrayNode> change) {
        ObjectNode copy = PUBLISHED_OBJECT.json().deepCopy();
        change.accept((ArrayNode) copy.at("/spec/http"));
        return new MeshObject(copy);
    }

    private static JsonNode after(MergeResult result, MeshObject live) {
        return switch (result) {
            case MergeResult.Patch patch -> patch.after().json();
            case MergeResult.Nothing() -> live.json();
            case MergeResult.HigherRevisionLive higher -> throw new AssertionError(higher.toString());
        };
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.at("/spec/http").forEach(route -> names.add(route.path("name").asText()));
        return names;
    }
}
