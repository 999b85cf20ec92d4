package io.meshtrial.experiment.verification.check;

/** A Kubernetes service by its two names. */
public record ServiceName(String name, String namespace) {

    /** @param host as a VirtualService writes it; without a dot it is a service of the VirtualService's namespace */
    public static ServiceName of(String host, String namespace) {
        String[] labels = host.split("\\.", 3);
        return new ServiceName(labels[0], labels.length > 1 ? labels[1] : namespace);
    }
}
