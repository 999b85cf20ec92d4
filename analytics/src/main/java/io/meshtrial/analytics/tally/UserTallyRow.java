package io.meshtrial.analytics.tally;

import org.jspecify.annotations.Nullable;

/** {@link UserTally} under way. */
final class UserTallyRow implements LiveRow {

    private final UserSumsAccumulator returned;
    private final UserSumsAccumulator drawnOnly;
    private long outside;
    private long withoutId;
    private long beyondCap;

    UserTallyRow(@Nullable Row start) {
        UserTally tally = start instanceof Row.Users(UserTally users) ? users : UserTally.ZERO;
        returned = new UserSumsAccumulator(tally.returned());
        drawnOnly = new UserSumsAccumulator(tally.drawnOnly());
        outside = tally.outside();
        withoutId = tally.withoutId();
        beyondCap = tally.beyondCap();
    }

    /** The sums that a unit in a state belongs to. */
    UserSumsAccumulator sums(long state) {
        return (state & UnitRecord.RETURNED) == 0 ? drawnOnly : returned;
    }

    void outside() {
        outside++;
    }

    void withoutId() {
        withoutId++;
    }

    void beyondCap() {
        beyondCap++;
    }

    @Override
    public Row toRow() {
        return new Row.Users(new UserTally(returned.toSums(), drawnOnly.toSums(), outside, withoutId, beyondCap));
    }
}
