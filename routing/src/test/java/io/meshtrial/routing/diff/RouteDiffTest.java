package io.meshtrial.routing.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.meshtrial.routing.compile.Samples;
import io.meshtrial.routing.diff.DiffLine.Change;
import io.meshtrial.routing.diff.DiffLine.Owner;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RouteDiffTest {

    private static final MeshObject BARE = Samples.object(Samples.DEMONSTRATION);
    private static final MeshObject FIRST = merged(BARE, 1, "10% to v2");

    /** Each side of a diff, read by itself, is the object that it came from. */
    @ParameterizedTest
    @EnumSource(Notation.class)
    void bothSidesReadAsTheObjectsThatTheyAre(Notation notation) throws IOException {
        RouteDiff diff = RouteDiff.of(BARE, FIRST, "e", notation);

        assertThat(read(diff, Change.ADDED, notation).path("spec")).isEqualTo(BARE.spec());
        assertThat(read(diff, Change.REMOVED, notation).path("spec")).isEqualTo(FIRST.spec());
    }

    @Test
    void addedLinesAreOursAndForeignOnesStay() {
        RouteDiff diff = RouteDiff.of(BARE, FIRST, "e", Notation.YAML);

        assertThat(diff.count(Change.REMOVED)).isZero();
        assertThat(diff.lines().stream().filter(line -> line.change() == Change.ADDED))
                .isNotEmpty()
                .allMatch(line -> line.owner() == Owner.OURS);
        assertThat(diff.lines().stream().filter(line -> line.owner() == Owner.FOREIGN))
                .allMatch(line -> line.change() == Change.SAME);
        assertThat(diff.lines()).contains(new DiffLine(Change.ADDED, Owner.OURS, "  - name: meshtrial/e/r1/1.0"));
    }

    @Test
    void anotherRevisionOfARouteShowsOnlyTheLinesThatDiffer() {
        MeshObject second = merged(FIRST, 2, "20% to v2");

        RouteDiff diff = RouteDiff.of(FIRST, second, "e", Notation.YAML);

        assertThat(changed(diff, Change.REMOVED)).anyMatch(text -> text.contains("weight: 9000"));
        assertThat(changed(diff, Change.ADDED)).anyMatch(text -> text.contains("weight: 8000"));
        assertThat(changed(diff, Change.ADDED)).noneMatch(text -> text.contains("host"));
    }

    @Test
    void aRouteThatOnlyStandsElsewhereIsMovedAndShownOnce() {
        MeshObject before = Samples.object("{spec: {http: [{name: 'a'}, {name: 'b'}, {name: 'c'}]}}");
        MeshObject after = Samples.object("{spec: {http: [{name: 'c'}, {name: 'a'}, {name: 'b'}]}}");

        RouteDiff diff = RouteDiff.of(before, after, "e", Notation.YAML);

        assertThat(diff.lines())
                .containsExactly(
                        new DiffLine(Change.SAME, Owner.FOREIGN, "spec:"),
                        new DiffLine(Change.SAME, Owner.FOREIGN, "  http:"),
                        new DiffLine(Change.MOVED, Owner.FOREIGN, "  - name: c"),
                        new DiffLine(Change.SAME, Owner.FOREIGN, "  - name: a"),
                        new DiffLine(Change.SAME, Owner.FOREIGN, "  - name: b"));
    }

    /** Where the last route is another one than before, the commas differ too. */
    @ParameterizedTest
    @CsvSource({"abc, cab", "abc, ab", "ab, abc", "abc, ''", "'', ab", "aab, ab", "ab, aab", "abcd, dbea", "aba, baa"})
    void bothSidesAreValidJsonWhateverStandsLast(String before, String after) throws IOException {
        RouteDiff diff = RouteDiff.of(routes(before), routes(after), "e", Notation.JSON);
        assertThat(read(diff, Change.REMOVED, Notation.JSON).path("spec"))
                .isEqualTo(routes(after).spec());
        // Moved routes stand where they are afterwards, on this side too.
        assertThat(read(diff, Change.ADDED, Notation.JSON).at("/spec/http"))
                .containsExactlyInAnyOrderElementsOf(routes(before).http());
    }

    private static MeshObject routes(String names) {
        return Samples.object(names.chars()
                .mapToObj(name -> "{name: '" + (char) name + "', timeout: '1s'}")
                .collect(Collectors.joining(", ", "{spec: {hosts: ['a', 'b'], http: [", "]}}")));
    }

    @Test
    void aForeignRouteThatChangedIsRemovedAndAdded() {
        MeshObject before = Samples.object("{spec: {http: [{name: 'a', timeout: '1s'}, {name: 'b'}]}}");
        MeshObject after = Samples.object("{spec: {http: [{name: 'a', timeout: '2s'}, {name: 'b'}]}}");

        RouteDiff diff = RouteDiff.of(before, after, "e", Notation.YAML);

        assertThat(changed(diff, Change.REMOVED)).containsExactly("  - name: a", "    timeout: \"1s\"");
        assertThat(changed(diff, Change.ADDED)).containsExactly("  - name: a", "    timeout: \"2s\"");
    }

    @Test
    void routesOfAnotherExperimentAreForeign() {
        assertThat(RouteDiff.of(BARE, FIRST, "other", Notation.YAML).lines())
                .allMatch(line -> line.owner() == Owner.FOREIGN);
    }

    /** YAML 1.2 would read these as something other than the text that they are. */
    @Test
    void textsThatYamlWouldMisreadAreQuoted() throws IOException {
        MeshObject odd = Samples.object("""
                {spec: {http: [{a: 'yes', b: '1', c: '', d: ': x', e: [], f: {}, g: [[1], {h: null}], 'i j': true,
                                k: 'é', l: '- x', m: 1.5, n: 'No', o: 'a#b', p: '\\u0007'}]}}""");

        RouteDiff diff = RouteDiff.of(odd, odd, "e", Notation.YAML);

        assertThat(read(diff, Change.REMOVED, Notation.YAML).path("spec")).isEqualTo(odd.spec());
    }

    private static List<String> changed(RouteDiff diff, Change change) {
        return diff.lines().stream()
                .filter(line -> line.change() == change)
                .map(DiffLine::text)
                .toList();
    }

    /** What the lines of one side say, read back. */
    private static JsonNode read(RouteDiff diff, Change left, Notation notation) throws IOException {
        String text = diff.lines().stream()
                .filter(line -> line.change() != left)
                .map(DiffLine::text)
                .collect(Collectors.joining("\n"));
        return new ObjectMapper(notation == Notation.YAML ? new YAMLFactory() : new JsonFactory()).readTree(text);
    }

    private static MeshObject merged(MeshObject live, int revision, String rules) {
        var compiled = Samples.compiled(Samples.experiment("e", revision, rules), live);
        return ((MergeResult.Patch) RouteMerge.apply(live, "e", revision, compiled, List.of())).after();
    }
}
