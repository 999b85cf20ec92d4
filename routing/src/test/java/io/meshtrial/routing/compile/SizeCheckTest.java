package io.meshtrial.routing.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects near their limits: 2 000 routes, 1 MiB. */
class SizeCheckTest {

    /**
     * Each base route has a clone, so an object of 1 000 routes or 0.5 MiB is the largest that there may be.
     *
     * @param bytes in a field of each base route that a clone inherits
     */
    @ParameterizedTest
    @CsvSource({"900, 1, ", "1001, 1, too-many-routes", "30, 15000, ", "30, 18000, object-too-large"})
    void routesThatTakeThePlaceOfOthersAreCountedOnce(int routes, int bytes, @Nullable String code) {
        MeshObject live = live(routes, bytes);
        Compilation first = RouteCompiler.compile(experiment(1, "20%"), HostObjects.of(live));
        if (code != null) {
            assertThat(first.findings()).extracting(Finding::code).contains(code);
            return;
        }
        Compilation.Compiled compiled = (Compilation.Compiled) first;
        MeshObject published = ((MergeResult.Patch) RouteMerge.apply(live, "e", 1, compiled, List.of())).after();

        assertThat(RouteCompiler.compile(experiment(1, "20%"), HostObjects.of(published)))
                .isEqualTo(compiled);
        assertThat(RouteCompiler.compile(experiment(2, "30%"), HostObjects.of(published)))
                .isInstanceOf(Compilation.Compiled.class);
    }

    private static ExperimentRouting experiment(int revision, String share) {
        return Samples.experiment("e", revision, share + " to v2");
    }

    private static MeshObject live(int routes, int bytes) {
        String http = IntStream.range(0, routes)
                .mapToObj(i -> "{match: [{uri: {exact: '/" + i + "'}}], futureField: '" + "x".repeat(bytes)
                        + "', route: [{destination: {host: 'catalog-v1'}}]}")
                .collect(Collectors.joining(", "));
        return Samples.object(
                "{kind: 'VirtualService', metadata: {name: 'catalog', namespace: 'demo', resourceVersion: '1'},"
                        + " spec: {hosts: ['*'], gateways: ['g'], http: [" + http + "]}}");
    }
}
