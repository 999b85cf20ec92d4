package io.meshtrial.experiment.lifecycle;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * A rollback that was done while the store was away. The experiment says so too as soon as the store is back.
 *
 * @param revision the highest whose routes were taken away
 * @param objects what was written
 */
@Schema(name = "RolledBack")
record RolledBack(String experiment, int revision, List<String> objects) {
    RolledBack {
        objects = List.copyOf(objects);
    }
}
