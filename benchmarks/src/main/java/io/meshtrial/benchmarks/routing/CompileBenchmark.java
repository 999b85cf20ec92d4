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
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Rules compiled against an object of 200 routes, all of which the experiment applies to, and merged into it; the bound
 * is 5 ms. Nothing is kept from one call to the next.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 12, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CompileBenchmark {

    @Param({"10% to v2", "users: 10% to v2", "20% of Firefox on path starting with /search to v2\n10% to v2"})
    private String rules = "";

    private final HostObjects first = HostObjects.of(LargeVirtualService.object());
    private HostObjects second = first;

    @Setup
    public void publish() {
        Compilation.Compiled compiled = compiled(experiment(rules, 1), first);
        MergeResult.Patch patch = (MergeResult.Patch) merged(compiled, 1, first);
        second = new HostObjects(patch.after(), List.of(), List.of(), List.of(), compiled.routes());
    }

    /** Into an object without owned routes. */
    @Benchmark
    public MergeResult compileAndMerge() {
        return merged(compiled(experiment(rules, 1), first), 1, first);
    }

    /** The next revision, over the routes of the one before. */
    @Benchmark
    public MergeResult compileAndMergeAgain() {
        return merged(compiled(experiment(rules, 2), second), 2, second);
    }

    private static Compilation.Compiled compiled(ExperimentRouting experiment, HostObjects host) {
        return switch (RouteCompiler.compile(experiment, host)) {
            case Compilation.Compiled compiled -> compiled;
            case Compilation.Refused(var findings) -> throw new IllegalStateException(findings.toString());
        };
    }

    private static MergeResult merged(Compilation.Compiled compiled, int revision, HostObjects host) {
        return RouteMerge.apply(host.virtualService(), "large", revision, compiled, host.published());
    }

    private static ExperimentRouting experiment(String text, int revision) {
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
                revision,
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
