package io.meshtrial.benchmarks.routing;

import io.meshtrial.routing.compile.Compilation;
import io.meshtrial.routing.compile.Drawing;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.HostObjects;
import io.meshtrial.routing.compile.RouteCompiler;
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.sticky.StickySettings;
import io.meshtrial.rules.language.ParseResult;
import io.meshtrial.rules.language.RuleParser;
import io.meshtrial.rules.model.Rules;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Rules compiled against an object of 200 routes, all of which the experiment applies to, and merged into it; the bound
 * is 5 ms.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CompileBenchmark {

    @Param({"10% to v2", "users: 10% to v2", "20% of Firefox on path starting with /search to v2\n10% to v2"})
    private String rules = "";

    private final HostObjects host = HostObjects.of(LargeVirtualService.object());

    @Benchmark
    public MergeResult compileAndMerge() {
        ExperimentRouting experiment = experiment(rules);
        MeshObject live = host.virtualService();
        return switch (RouteCompiler.compile(experiment, host)) {
            case Compilation.Compiled compiled -> RouteMerge.apply(live, experiment.id(), 1, compiled, List.of());
            case Compilation.Refused(var findings) -> throw new IllegalStateException(findings.toString());
        };
    }

    private static ExperimentRouting experiment(String text) {
        Rules rules = switch (RuleParser.parse(text)) {
            case ParseResult.Parsed parsed -> parsed.rules();
            case ParseResult.Rejected(var rejections) -> throw new IllegalArgumentException(rejections.toString());
        };
        Map<Integer, Drawing> drawings = new HashMap<>();
        for (int rule = 0; rule <= rules.rules().size(); rule++) {
            drawings.put(rule, Drawing.of(1, "AAAAAAAAAAAAAAAAAAAAAA"));
        }
        return new ExperimentRouting(
                "large",
                1,
                List.of(
                        new RoutedVariant("v1", VariantRole.CONTROL, "catalog", "v1", null),
                        new RoutedVariant("v2", VariantRole.TREATMENT, "catalog", "v2", null)),
                rules,
                drawings,
                false,
                0,
                Instant.EPOCH,
                StickySettings.defaults());
    }
}
