package io.meshtrial.experiment.approval;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The approvals that were given. */
@Repository
class ApprovalStore {

    private final JdbcClient jdbc;

    ApprovalStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Approval approval) {
        jdbc.sql("insert into approval (id, experiment_id, plan_id, actor, reason, made_at, expires_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        approval.id(),
                        approval.experiment(),
                        approval.planId(),
                        approval.actor(),
                        approval.reason(),
                        approval.madeAt().atOffset(ZoneOffset.UTC),
                        approval.expiresAt().atOffset(ZoneOffset.UTC)))
                .update();
    }

    /** Newest first. */
    List<Approval> of(String experiment, int limit) {
        return jdbc.sql("select * from approval where experiment_id = ? order by made_at desc, id limit ?")
                .params(experiment, limit)
                .query(ApprovalStore::approval)
                .list();
    }

    List<Approval> of(String experiment, String planId) {
        return jdbc.sql("select * from approval where experiment_id = ? and plan_id = ? order by made_at desc, id")
                .params(experiment, planId)
                .query(ApprovalStore::approval)
                .list();
    }

    /** @return false where it has been used already */
    boolean use(Approval approval, String actor, Instant now) {
        return jdbc.sql("update approval set used_at = ?, used_by = ? where id = ? and used_at is null")
                        .params(now.atOffset(ZoneOffset.UTC), actor, approval.id())
                        .update()
                == 1;
    }

    private static Approval approval(ResultSet row, int n) throws SQLException {
        return new Approval(
                row.getString("id"),
                row.getString("experiment_id"),
                row.getString("plan_id"),
                row.getString("actor"),
                row.getString("reason"),
                row.getObject("made_at", OffsetDateTime.class).toInstant(),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                instant(row.getObject("used_at", OffsetDateTime.class)),
                row.getString("used_by"));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
