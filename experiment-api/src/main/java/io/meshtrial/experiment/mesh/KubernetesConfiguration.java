package io.meshtrial.experiment.mesh;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes the client. Its own retries are off: the publisher knows when repeating is safe. */
@Configuration(proxyBeanMethods = false)
class KubernetesConfiguration {

    @Bean(destroyMethod = "close")
    KubernetesClient kubernetesClient(KubernetesProperties properties) {
        return client(properties);
    }

    static KubernetesClient client(KubernetesProperties properties) {
        int timeout = Math.toIntExact(properties.timeout().toMillis());
        Config config = new ConfigBuilder(base(properties))
                .withRequestTimeout(timeout)
                .withConnectionTimeout(timeout)
                .withRequestRetryBackoffLimit(0)
                .withUserAgent("meshtrial")
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    private static Config base(KubernetesProperties properties) {
        URI master = properties.masterUrl();
        Path kubeconfig = properties.kubeconfig();
        if (master != null) {
            return new ConfigBuilder(Config.empty())
                    .withMasterUrl(master.toString())
                    .withOauthToken(properties.token())
                    .build();
        }
        if (kubeconfig != null) {
            return Config.fromKubeconfig(new File(kubeconfig.toString()));
        }
        return Config.autoConfigure(null);
    }
}
