package io.meshtrial.benchmarks.routing;

import io.fabric8.istio.api.networking.v1.VirtualService;
import io.meshtrial.routing.evaluate.Listener;
import io.meshtrial.routing.evaluate.RequestFacts;
import io.meshtrial.routing.evaluate.RouteOutcome;
import io.meshtrial.routing.evaluate.RouteTable;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One request against 200 routes; the bound is 20 µs, and a tenth of the naive way. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class EvaluateBenchmark {

    private final List<MeshObject> objects = List.of(LargeVirtualService.object(), LargeVirtualService.gateway());
    private final VirtualService model = LargeVirtualService.model();
    private final RouteTable table = RouteTable.of(Listener.ingress(80), objects);
    private final RequestFacts request = LargeVirtualService.request();

    @Benchmark
    public RouteOutcome evaluate() {
        return table.evaluate(request);
    }

    @Benchmark
    public String interpretNaively() {
        return NaiveInterpretation.route(model, request);
    }

    @Benchmark
    public RouteTable buildTable() {
        return RouteTable.of(Listener.ingress(80), objects);
    }
}
