package io.meshtrial.routing.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.compile.Compilation;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.HostObjects;
import io.meshtrial.routing.compile.RouteCompiler;
import io.meshtrial.routing.evaluate.Listener;
import io.meshtrial.routing.evaluate.RouteTable;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.predicate.Witness;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether two experiments of a host meet, against random requests: the base table and both lists of rules are asked. */
class ConflictTest {

    /** Per seed, of which there are two. */
    private static final int HOSTS = Size.of(120, 5_000);

    private static final int MOST_HOSTS = 5_000;

    private static final int REQUESTS = 60;

    static List<Long> seeds() {
        return CompiledTableTest.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void experiments_that_may_stand_side_by_side_share_no_request_and_witnesses_belong_to_both(long seed) {
        int disjoint = 0;
        int met = 0;
        // About one host in eighty has a pair that is disjoint: a fresh seed is drawn from until there is one.
        for (int i = 0; i < HOSTS || disjoint == 0 && i < MOST_HOSTS; i++) {
            Cases cases = new Cases(new SplittableRandom(seed + i));
            HostCase host = HostCase.of(cases);
            if (host.experiments().size() < 2 || !alone(host)) {
                continue;
            }
            List<ExperimentRouting> two = host.experiments().subList(0, 2);
            Oracle oracle = Oracle.of(two, host.live(), live -> {
                List<MeshObject> objects = new ArrayList<>(MeshFixture.OBJECTS);
                objects.addAll(host.cases().delegates());
                objects.add(live);
                return RouteTable.of(Listener.ingress(80), objects);
            });
            String text = "seed " + (seed + i) + "\n" + host;
            List<Finding> found = found(two, host);
            if (found.isEmpty()) {
                disjoint++;
                for (int r = 0; r < REQUESTS; r++) {
                    Sent request = cases.request();
                    assertThat(oracle.wantedBy(request)).as(text + request).isLessThan(2);
                }
            }
            for (Finding finding : found) {
                Witness witness = finding.witness();
                if (witness != null) {
                    met++;
                    assertThat(oracle.wantedBy(sent(witness)))
                            .as(text + finding)
                            .isEqualTo(2);
                }
            }
        }
        System.out.printf("seed %d: %d pairs of experiments disjoint, %d with a witness%n", seed, disjoint, met);
        if (Size.counts()) {
            assertThat(disjoint).isPositive();
            assertThat(met).isPositive();
        }
    }

    /** Whether each could be compiled if it were alone. */
    private static boolean alone(HostCase host) {
        return host.experiments().stream()
                .limit(2)
                .allMatch(one -> RouteCompiler.compile(one, objects(host, List.of())) instanceof Compilation.Compiled);
    }

    private static List<Finding> found(List<ExperimentRouting> two, HostCase host) {
        return RouteCompiler.compile(two.getFirst(), objects(host, List.of(two.getLast()))).findings().stream()
                .filter(finding -> finding.code().equals("overlapping-experiments")
                        || finding.code().equals("overlap-unknown"))
                .toList();
    }

    private static HostObjects objects(HostCase host, List<ExperimentRouting> others) {
        return new HostObjects(host.live(), List.of(), List.of(MeshFixture.SUBSETS), others, List.of());
    }

    private static Sent sent(Witness witness) {
        List<Sent.Field> headers = new ArrayList<>();
        witness.headers().forEach(header -> headers.add(new Sent.Field(header.name(), header.value())));
        return new Sent(witness.method(), witness.authority(), witness.path(), headers);
    }
}
