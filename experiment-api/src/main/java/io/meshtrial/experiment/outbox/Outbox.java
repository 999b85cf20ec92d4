package io.meshtrial.experiment.outbox;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which experiments changed since they were last told; written by the store in the transaction of the change. */
@Repository
class Outbox {

    /** @param upTo the newest change of that experiment that was seen */
    record Pending(String experiment, long upTo) {}

    private final JdbcClient jdbc;

    Outbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Pending> pending() {
        return jdbc.sql("select experiment_id, max(seq) as up_to from outbox group by experiment_id order by max(seq)")
                .query((row, n) -> new Pending(row.getString("experiment_id"), row.getLong("up_to")))
                .list();
    }

    void sent(Pending pending) {
        jdbc.sql("delete from outbox where experiment_id = ? and seq <= ?")
                .params(pending.experiment(), pending.upTo())
                .update();
    }

    /** Has the newest state of an experiment told once more. */
    void again(String experiment) {
        jdbc.sql("insert into outbox (experiment_id) values (?)")
                .param(experiment)
                .update();
    }

    long size() {
        return jdbc.sql("select count(*) from outbox").query(Long.class).single();
    }
}
