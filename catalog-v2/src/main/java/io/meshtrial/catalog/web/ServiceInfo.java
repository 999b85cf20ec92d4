package io.meshtrial.catalog.web;

import io.meshtrial.catalog.CatalogVersion;
import io.meshtrial.catalog.source.Catalog;
import io.meshtrial.catalog.source.CatalogSource;
import java.util.Locale;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.stereotype.Component;

/** Version and data of the service, for {@code /actuator/info}. */
@Component
final class ServiceInfo implements InfoContributor {

    private final CatalogSource source;

    ServiceInfo(CatalogSource source) {
        this.source = source;
    }

    @Override
    public void contribute(Info.Builder info) {
        Catalog catalog = source.current();
        info.withDetail(
                "catalog",
                Map.of(
                        "version", CatalogVersion.NAME,
                        "entries", catalog.entries().size(),
                        "origin", catalog.origin().name().toLowerCase(Locale.ROOT)));
    }
}
