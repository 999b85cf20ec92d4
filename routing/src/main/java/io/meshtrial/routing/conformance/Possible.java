package io.meshtrial.routing.conformance;

import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.UpstreamRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a request may be answered.
 *
 * @param share how often, 0 to 1
 * @param route empty for no route or one without a name
 * @param served the workloads, each equally, that may see the request and answer it; empty where none does
 * @param upstream the request that they see; null where none does
 * @param body null where it is the workload's own
 */
public record Possible(
        double share,
        String route,
        int status,
        List<String> served,
        @Nullable UpstreamRequest upstream,
        List<Header> headers,
        @Nullable String body,
        int attempts) {}
