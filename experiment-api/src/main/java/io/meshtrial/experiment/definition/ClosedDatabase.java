package io.meshtrial.experiment.definition;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.Set;

/**
 * Takes connections out of the pool that H2 says are dead; it says so with codes of its own instead of SQL states of
 * class 08, and a connection that is used often would never be tested and never leave.
 */
public final class ClosedDatabase implements SQLExceptionOverride {

    /** Connection broken, database closed, database already closed (H2's ErrorCode). */
    private static final Set<Integer> H2_CODES = Set.of(90067, 90098, 90121);

    @java.lang.Override
    public Override adjudicate(SQLException failure) {
        return H2_CODES.contains(failure.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
