package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.mesh.HostReader;
import io.meshtrial.experiment.mesh.Kind;
import io.meshtrial.experiment.mesh.LiveHost;
import io.meshtrial.experiment.mesh.MeshForbidden;
import io.meshtrial.experiment.mesh.MeshPort;
import io.meshtrial.experiment.mesh.MeshUnserved;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What the mesh knows of the hosts that routes lead to, as far as it may be read. */
@Component
class KnownDestinations {

    private final MeshPort mesh;
    private final HostReader hosts;

    KnownDestinations(MeshPort mesh, HostReader hosts) {
        this.mesh = mesh;
        this.hosts = hosts;
    }

    /** The host with the ServiceEntries, which are read for an explanation alone. */
    LiveHost known(LiveHost live) {
        List<MeshObject> services = new ArrayList<>(live.services());
        List<Kind> unreadable = new ArrayList<>(live.unreadable());
        try {
            services.addAll(mesh.list(Kind.SERVICE_ENTRY));
        } catch (MeshForbidden | MeshUnserved unread) {
            unreadable.add(Kind.SERVICE_ENTRY);
        }
        return new LiveHost(
                live.virtualService(),
                live.otherVirtualServices(),
                live.destinationRules(),
                live.gateways(),
                services,
                unreadable);
    }

    /** @param host with its ServiceEntries */
    Reach reach(LiveHost host) {
        return new Reach(host, hosts.readsEverywhere(), hosts::reads);
    }
}
