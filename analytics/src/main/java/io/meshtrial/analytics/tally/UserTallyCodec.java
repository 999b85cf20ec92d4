package io.meshtrial.analytics.tally;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@link UserTally} as varints, in a fixed order so that equal tallies give equal bytes. */
final class UserTallyCodec {

    private UserTallyCodec() {}

    static void write(UserTally tally, CodedOutputStream out) throws IOException {
        write(tally.returned(), out);
        write(tally.drawnOnly(), out);
        out.writeUInt64NoTag(tally.outside());
        out.writeUInt64NoTag(tally.withoutId());
        out.writeUInt64NoTag(tally.beyondCap());
    }

    static UserTally read(CodedInputStream in) throws IOException {
        return new UserTally(readSums(in), readSums(in), in.readUInt64(), in.readUInt64(), in.readUInt64());
    }

    private static void write(UserSums sums, CodedOutputStream out) throws IOException {
        out.writeUInt64NoTag(sums.units());
        out.writeUInt64NoTag(sums.errorUnits());
        out.writeUInt64NoTag(sums.crossovers());
        out.writeUInt64NoTag(sums.requests());
        out.writeUInt32NoTag(sums.metrics().size());
        for (Map.Entry<String, RatioSums> metric : sums.metrics().entrySet()) {
            out.writeStringNoTag(metric.getKey());
            RatioSums ratio = metric.getValue();
            out.writeUInt64NoTag(ratio.units());
            TallyCodec.write(ratio.s(), out);
            TallyCodec.write(ratio.n(), out);
            TallyCodec.write(ratio.ss(), out);
            TallyCodec.write(ratio.sn(), out);
            TallyCodec.write(ratio.nn(), out);
        }
    }

    private static UserSums readSums(CodedInputStream in) throws IOException {
        long units = in.readUInt64();
        long errorUnits = in.readUInt64();
        long crossovers = in.readUInt64();
        long requests = in.readUInt64();
        SortedMap<String, RatioSums> metrics = new TreeMap<>();
        for (int left = in.readUInt32(); left > 0; left--) {
            metrics.put(
                    in.readString(),
                    new RatioSums(
                            in.readUInt64(),
                            TallyCodec.readInt128(in),
                            TallyCodec.readInt128(in),
                            TallyCodec.readInt128(in),
                            TallyCodec.readInt128(in),
                            TallyCodec.readInt128(in)));
        }
        return new UserSums(units, errorUnits, crossovers, requests, metrics);
    }
}
