package io.meshtrial.analytics.tally;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums of values against BigInteger, up to the largest value that the contract takes and far beyond 128 bits. */
class ValueSumsTest {

    private static final double LARGEST = 1e12;
    private static final BigInteger LARGEST_SQUARE = BigInteger.TEN.pow(36);

    @Test
    void squaresOfTheLargestValueDoNotOverflow() {
        ValueAccumulator sums = new ValueAccumulator(ValueSums.ZERO);
        for (int i = 0; i < 1_000; i++) {
            sums.add(i % 2 == 0 ? LARGEST : -LARGEST);
        }

        BigInteger thousand = LARGEST_SQUARE.multiply(BigInteger.valueOf(1_000));
        assertThat(thousand.bitLength()).isGreaterThan(128);
        assertThat(sums.toSums().squares().toBigInteger()).isEqualTo(thousand);
        assertThat(sums.toSums().squares().toDouble()).isEqualTo(1e39);
        assertThat(sums.toSums().sum()).isEqualTo(Int128.ZERO);
    }

    @Test
    void sumsStayExactUpToTheLargestCount() {
        ValueSums sums = ValueSums.ZERO.plus(LARGEST);
        BigInteger oracle = LARGEST_SQUARE;
        for (int i = 0; i < 62; i++) {
            sums = sums.plus(sums);
            oracle = oracle.shiftLeft(1);
        }

        assertThat(sums.count()).isEqualTo(1L << 62);
        assertThat(sums.squares().toBigInteger()).isEqualTo(oracle);
        assertThat(sums.sum().toBigInteger()).isEqualTo(BigInteger.TEN.pow(18).shiftLeft(62));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void sumsAndDifferencesEqualThoseOfBigInteger(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        ValueSums sums = ValueSums.ZERO;
        BigInteger sum = BigInteger.ZERO;
        BigInteger squares = BigInteger.ZERO;
        for (int i = 0; i < 2_000; i++) {
            long whole = random.nextLong(-1_000_000_000_000L, 1_000_000_000_001L) >> random.nextInt(40);
            // Above 9·10⁹ the product is rounded to a double's 53 bits, once for each event.
            BigInteger fixed = new BigDecimal(whole * ValueSums.SCALE).toBigIntegerExact();
            boolean joins = random.nextInt(3) > 0;
            ValueSums one = ValueSums.ZERO.plus((double) whole);
            sums = joins ? sums.plus(one) : sums.minus(one);
            sum = joins ? sum.add(fixed) : sum.subtract(fixed);
            squares = joins ? squares.add(fixed.pow(2)) : squares.subtract(fixed.pow(2));
            assertThat(sums.sum().toBigInteger()).isEqualTo(sum);
            assertThat(sums.squares().toBigInteger()).isEqualTo(squares);
        }
        assertThat(sums.minus(sums)).isEqualTo(ValueSums.ZERO);
        assertThat(read(write(sums))).isEqualTo(sums);
    }

    @Test
    void rowsOfTheEarlierLayoutAreReadStill() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeUInt32NoTag(1);
        for (int count = 1; count <= 5; count++) {
            out.writeUInt64NoTag(count);
        }
        TallyCodec.write(Int128.of(6), out);
        TallyCodec.write(Int128.of(7), out);
        out.writeUInt32NoTag(0);
        out.writeUInt32NoTag(1);
        out.writeStringNoTag("results");
        out.writeUInt64NoTag(2);
        out.writeUInt64NoTag(1);
        TallyCodec.write(Int128.of(-8), out);
        TallyCodec.write(Int128.square(1_000_000_000_000_000_000L), out);
        out.flush();

        ValueSums sums = new ValueSums(2, 1, Int128.of(-8), Int128.square(1_000_000_000_000_000_000L));
        assertThat(RowCodec.decode(bytes.toByteArray()))
                .isEqualTo(new Row.Sums(new Tally(
                        1,
                        2,
                        3,
                        4,
                        5,
                        Int128.of(6),
                        Int128.of(7),
                        LatencyCounts.EMPTY,
                        new TreeMap<>(Map.of("results", sums)))));
    }

    private static byte[] write(ValueSums sums) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            TallyCodec.write(
                    new Tally(
                            0,
                            0,
                            0,
                            0,
                            0,
                            Int128.ZERO,
                            Int128.ZERO,
                            LatencyCounts.EMPTY,
                            new TreeMap<>(Map.of("results", sums))),
                    out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static ValueSums read(byte[] bytes) {
        try {
            return TallyCodec.read(CodedInputStream.newInstance(bytes)).value("results");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
