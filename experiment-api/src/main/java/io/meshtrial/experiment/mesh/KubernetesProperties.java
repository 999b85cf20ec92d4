package io.meshtrial.experiment.mesh;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which Kubernetes API is spoken to. With neither set, as kubectl would find it, or from inside a pod.
 *
 * @param masterUrl address of an API that needs no more than a bearer token, such as the local stand-in
 * @param token the bearer token for {@code masterUrl}
 * @param kubeconfig a kubeconfig file
 * @param timeout for one request
 */
@ConfigurationProperties("meshtrial.kubernetes")
record KubernetesProperties(
        @Nullable URI masterUrl,
        @Nullable String token,
        @Nullable Path kubeconfig,
        @DefaultValue("5s") Duration timeout) {

    @Override
    public String toString() {
        return "KubernetesProperties[masterUrl=" + masterUrl + ", kubeconfig=" + kubeconfig + ", timeout=" + timeout
                + "]";
    }
}
