package io.meshtrial.experiment.rest;

import java.sql.SQLException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells a store that does not answer from one that refuses. */
final class StoreAway {

    private StoreAway() {}

    static boolean isCauseOf(Exception failure) {
        return failure instanceof DataAccessResourceFailureException
                || failure instanceof CannotCreateTransactionException
                || failure instanceof QueryTimeoutException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof TransientDataAccessResourceException
                || hasLostConnection(failure);
    }

    /** SQLSTATE classes 08 (connection exception) and 57P (the server is going down), as PostgreSQL and H2 report them. */
    private static boolean hasLostConnection(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) {
                return true;
            }
        }
        return false;
    }
}
