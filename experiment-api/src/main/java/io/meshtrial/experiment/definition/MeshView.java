package io.meshtrial.experiment.definition;

import java.util.List;

/** What can be read in the mesh to fill in what people leave out. */
public interface MeshView {

    /** Every service with a VirtualService that can be seen, by namespace and name. */
    List<ServiceView> services();

    /** Where services are looked for; empty where that is everywhere. */
    default List<String> namespaces() {
        return List.of();
    }
}
