package io.meshtrial.benchmarks.routing;

import io.meshtrial.rules.language.ParseResult;
import io.meshtrial.rules.language.RuleParser;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The largest text that is taken (bound 20 ms), and texts that must be refused soon (bound 100 ms). */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ParseBenchmark {

    private static final String BOMB = "(((((((a{9}){9}){9}){9}){9}){9}){9}){9}";

    private final String fiveHundred = rules(500);
    private final String tenThousand = rules(10_000);
    private final String bomb = "user-agent matches \"" + BOMB + "\" to v2";
    private final String bombs = IntStream.range(0, 400)
            .mapToObj(i -> "header x-" + i + " matches \"" + i + "(a|b?){31}".repeat(12) + "\" to v2")
            .collect(Collectors.joining("\n"));

    @Benchmark
    public ParseResult fiveHundredRules() {
        return expect(RuleParser.parse(fiveHundred), true);
    }

    @Benchmark
    public ParseResult refuseTenThousandRules() {
        return expect(RuleParser.parse(tenThousand), false);
    }

    @Benchmark
    public ParseResult refuseRegexBomb() {
        return expect(RuleParser.parse(bomb), false);
    }

    @Benchmark
    public ParseResult refuseManyLargeRegexes() {
        return expect(RuleParser.parse(bombs), false);
    }

    private static ParseResult expect(ParseResult result, boolean taken) {
        if (result instanceof ParseResult.Parsed != taken) {
            throw new IllegalStateException(taken ? "the text is refused" : "the text is taken");
        }
        return result;
    }

    private static String rules(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> switch (i % 5) {
                    case 0 -> "0.5% of Firefox on path starting with /s" + i + " to v2";
                    case 1 -> "header x-beta is \"" + i + "\" and not cookie plan is \"free\" to v2";
                    case 2 -> "user-agent matches \".*Build/" + i + ".*\" to v1";
                    case 3 -> "users of query q present on path /p" + i + ": 10% to v2, 20% to v3";
                    default -> "method POST on path starting with /p" + i + " to v2";
                })
                .collect(Collectors.joining("\n"));
    }
}
