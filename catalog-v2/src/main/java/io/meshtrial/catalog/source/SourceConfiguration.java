package io.meshtrial.catalog.source;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SourceConfiguration {

    @Bean
    CatalogSource catalogSource(LocalCatalog local, CatalogReader reader, UpstreamProperties properties, Clock clock) {
        URI url = properties.url();
        if (url == null) {
            return local::catalog;
        }
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(properties.timeout()).build();
        UpstreamClient client = new UpstreamClient(http, reader, properties);
        RefreshingCatalog catalog = new RefreshingCatalog(local.catalog(), client, url, properties, clock);
        catalog.current();
        return catalog;
    }
}
