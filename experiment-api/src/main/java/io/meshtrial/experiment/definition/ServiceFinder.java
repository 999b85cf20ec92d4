package io.meshtrial.experiment.definition;

import io.meshtrial.experiment.rest.ProblemError;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the one service that a draft can mean. More than one is a question back, never a guess. */
@Component
class ServiceFinder {

    private final MeshView mesh;

    ServiceFinder(MeshView mesh) {
        this.mesh = mesh;
    }

    /** @throws ProblemException {@code cannot-derive} with the candidates, where none or several fit */
    ServiceView find(@Nullable String namespace, @Nullable String service, @Nullable String virtualService) {
        List<ServiceView> seen = mesh.services();
        List<ServiceView> fitting = seen.stream()
                .filter(view -> namespace == null || view.namespace().equals(namespace))
                .filter(view -> virtualService == null || view.service().equals(virtualService))
                .filter(view -> service == null || virtualService != null || answersTo(view, service))
                .toList();
        if (fitting.size() == 1) {
            return fitting.getFirst();
        }
        String asked = "service " + (service == null ? "any" : service) + " in namespace "
                + (namespace == null ? "any" : namespace);
        String detail = fitting.isEmpty()
                ? "No VirtualService fits (" + asked + "). Seen: " + names(seen) + "." + where()
                : "Several VirtualServices fit (" + asked + "): " + names(fitting) + ".";
        throw new ProblemException(
                ProblemType.CANNOT_DERIVE,
                detail,
                List.of(ProblemError.at(
                        "/service",
                        detail,
                        fitting.isEmpty()
                                ? "apply a VirtualService for the host first, or name it as virtualService"
                                : "name namespace and service")));
    }

    private String where() {
        List<String> namespaces = mesh.namespaces();
        return namespaces.isEmpty()
                ? ""
                : " Looked for in the namespaces that opted in (meshtrial.kubernetes.namespaces): "
                        + String.join(", ", namespaces) + ".";
    }

    private static boolean answersTo(ServiceView view, String service) {
        return view.service().equals(service)
                || view.hosts().contains(service)
                || view.versions().stream().anyMatch(v -> v.destination().host().equals(service));
    }

    private static String names(List<ServiceView> views) {
        return views.isEmpty()
                ? "none"
                : views.stream()
                        .map(view -> view.namespace() + "/" + view.service())
                        .limit(20)
                        .collect(Collectors.joining(", "));
    }
}
