package io.meshtrial.experiment.mesh;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Whether the Kubernetes API answers, and what it says when it does not. */
@Component("kubernetes")
class MeshHealth extends AbstractHealthIndicator {

    private final KubernetesRequests requests;

    MeshHealth(KubernetesRequests requests) {
        this.requests = requests;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        KubernetesRequests.Answer answer = requests.send("GET", Kind.VIRTUAL_SERVICE.path() + "?limit=1", null, null);
        if (answer.ok()) {
            builder.up();
        } else {
            builder.down().withDetail("cause", answer.message());
        }
    }
}
