package io.meshtrial.analytics.ingest.accesslog;

import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Revision;
import io.meshtrial.analytics.definition.RuleAllocation;
import io.meshtrial.events.RequestIdentity;
import java.util.Optional;

/**
 * Who a request was for. The destination sets the identity header when the request is sent on; of a request that was not
 * sent on, only the route's name and the cluster tell. Both are the proxy's configuration and no client can forge them.
 *
 * @param experiment empty while its definition is not known here
 */
record RouteIdentity(OwnedRoute route, Destination destination, Optional<Experiment> experiment) {

    /** @param header as logged; what a client sent where the route set none is of another experiment, rule or token */
    RequestIdentity of(String header) {
        return RequestIdentity.parse(header).filter(this::isOfThisRoute).orElseGet(this::ofConfiguration);
    }

    private boolean isOfThisRoute(RequestIdentity identity) {
        return identity.experiment().equals(route.experiment())
                && identity.rule() == route.rule()
                && experiment
                        .filter(e -> e.revision(route.revision()).isPresent())
                        .map(e -> e.knowsToken(identity.drawingRevision(), identity.token()))
                        .orElse(true);
    }

    /** Without a variant when no destination, or none of the experiment's, was chosen: such a failure is unattributed. */
    private RequestIdentity ofConfiguration() {
        Optional<Revision> revision = experiment.flatMap(e -> e.revision(route.revision()));
        Optional<String> token =
                revision.filter(r -> !r.tokens().isEmpty()).map(r -> r.tokens().getLast());
        boolean known = token.isPresent() && !destination.variant().isEmpty();
        Optional<RuleAllocation> allocation = revision.flatMap(this::allocation);
        return new RequestIdentity(
                route.experiment(),
                allocation.map(RuleAllocation::drawingRevision).orElse(route.revision()),
                null,
                route.rule(),
                known ? destination.variant() : "",
                destination.service(),
                known ? token.get() : "",
                allocation.map(RuleAllocation::cookie).orElse(null));
    }

    private Optional<RuleAllocation> allocation(Revision revision) {
        return revision.allocations().stream()
                .filter(allocation -> allocation.rule() == route.rule())
                .findFirst();
    }
}
