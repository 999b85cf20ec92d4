package io.meshtrial.statistics.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command prints and exits with. Oracle: rows of the reference vectors, and the same rows made wrong. */
class StatisticsConformanceTest {

    private static final String WILSON = "# a comment\nid,x,n,alpha,lower,upper,status\n";
    private static final String GOOD = "1,81,263,0.05,0.25528851987827423,0.36620957698280007,ok\n";
    private static final String WRONG = "2,81,263,0.05,0.25,0.4,ok\n";

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Test
    void everyRowWithinItsToleranceIsASuccess() throws IOException {
        assertThat(run(file("wilson.csv", WILSON + GOOD))).isZero();
        assertThat(printed()).endsWith("1 compared, 0 different\n");
        assertThat(named()).isEmpty();
    }

    @Test
    void aRowBeyondItsToleranceIsPrintedWithItsLine() throws IOException {
        assertThat(run(file("wilson.csv", WILSON + GOOD + WRONG))).isEqualTo(1);
        assertThat(printed())
                .contains("line 4, row 2: lower is 0.255288519", "line 4, row 2: upper is 0.36620957")
                .endsWith("2 compared, 1 different\n");
    }

    @Test
    void everyRowBeyondItsToleranceIsPrintedUnlessALimitIsAsked() throws IOException {
        String many = IntStream.range(0, 50).mapToObj(i -> WRONG).collect(Collectors.joining());
        Path file = file("wilson.csv", WILSON + many);
        assertThat(run(file)).isEqualTo(1);
        assertThat(printed().lines().filter(line -> line.contains("row 2: lower")))
                .hasSize(50);
        out.reset();
        assertThat(new StatisticsConformance(stream(out), stream(errors)).run(List.of("--limit", "3", file.toString())))
                .isEqualTo(1);
        assertThat(printed().lines().filter(line -> line.contains("row 2: lower")))
                .hasSize(3);
        assertThat(printed()).contains("and 47 rows more").endsWith("50 compared, 50 different\n");
    }

    @Test
    void aBadCellIsNamedAndTheOtherRowsGoOn() throws IOException {
        Path file = file("wilson.csv", WILSON + "1,81,many,0.05,0,1,ok\n" + GOOD + "3,81,263\n");
        assertThat(run(file)).isEqualTo(2);
        assertThat(printed()).endsWith("1 compared, 0 different\n");
        assertThat(named())
                .contains(file + ":3: 'many' in column 'n' is not a whole number")
                .contains(file + ":5: has 3 cells, the header 7");
    }

    @Test
    void aDifferenceOutweighsALineThatCannotBeRead() throws IOException {
        assertThat(run(file("wilson.csv", WILSON + "1,81,many,0.05,0,1,ok\n" + WRONG)))
                .isEqualTo(1);
    }

    @Test
    void listsOfUnequalLengthAreNamed() throws IOException {
        Path phased = file("phased_eprocess.csv", """
                # a comment
                id,y_t,y_c,rho,delta0,alpha,ln_e_two_sided,ln_e_harm,ln_e_non_inferior,ratio_lower,ratio_upper,status
                7,6;22,19,.05;.2,0,0.05,5,5,,1,2,ok
                """);
        Path means = file("stratified_cs.csv", """
                # a comment
                id,n_c,mean_c,var_c,n_t,mean_t,var_t,a_star,alpha,diff,se,a,r,half_width,lower,upper,ln_e,p,half_width_one,ln_e_greater,ln_e_less,status
                8,10;20,1;2,1;1,10;20,1,1;1,100,0.05,0,1,1,1,1,1,1,1,1,1,1,1,ok
                """);
        Path ratios = file("sample_ratio_revisions.csv", """
                # a comment
                id,counts,shares,ln_e,alarm,status
                9,5;45|1;2,0.5;0.5,4,false,ok
                """);
        assertThat(run(phased, means, ratios)).isEqualTo(2);
        assertThat(named())
                .contains(phased + ":3: column 'y_c' lists 1 values, column 'y_t' 2")
                .contains(means + ":3: column 'mean_t' lists 1 values, column 'n_c' 2")
                .contains(ratios + ":3: column 'shares' lists 1 values, column 'counts' 2")
                .doesNotContain("Exception");
    }

    @Test
    void aFileWithoutRowsIsNoSuccess() throws IOException {
        Path file = file("wilson.csv", WILSON);
        assertThat(run(file)).isEqualTo(2);
        assertThat(named()).isEqualTo(file + ": has no rows, so that nothing can be compared\n");
        assertThat(printed()).isEqualTo("0 compared, 0 different\n");
    }

    @Test
    void filesThatAreNoneAreNamedAndTheOthersGoOn() throws IOException {
        Path unknown = file("odd.csv", "# a comment\na,b\n1,2\n");
        Path twice = file("twice.csv", "# a comment\nid,id\n1,2\n");
        assertThat(run(folder.resolve("none.csv"), unknown, twice, file("wilson.csv", WILSON + GOOD)))
                .isEqualTo(2);
        assertThat(named())
                .contains("none.csv: no such file", "odd.csv: its columns belong to no known function")
                .contains("twice.csv: line 2: a column's name stands twice in the header");
        assertThat(printed()).endsWith("1 compared, 0 different\n");
    }

    @Test
    void aRowThatMustBeRefusedMustNotBeAnswered() throws IOException {
        assertThat(run(file("wilson.csv", WILSON + GOOD.replace(",ok", ",error:alpha"))))
                .isEqualTo(1);
        assertThat(printed()).contains("answered, must refuse: error:alpha");
    }

    @Test
    void argumentsThatMeanNothingAreRefused() {
        for (List<String> arguments :
                List.of(List.<String>of(), List.of("--limit"), List.of("--limit", "few", "a"), List.of("--all", "a"))) {
            errors.reset();
            assertThat(new StatisticsConformance(stream(out), stream(errors)).run(arguments))
                    .isEqualTo(2);
            assertThat(named()).startsWith("usage: ");
        }
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private int run(Path... files) {
        return new StatisticsConformance(stream(out), stream(errors))
                .run(List.of(files).stream().map(Path::toString).toList());
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    private String named() {
        return errors.toString(UTF_8);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, UTF_8);
    }
}
