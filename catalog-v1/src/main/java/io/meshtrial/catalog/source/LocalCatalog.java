package io.meshtrial.catalog.source;

import io.meshtrial.catalog.source.CatalogReader.UnreadableCatalogException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.stereotype.Component;

/** The entries that ship with the service, read once. */
@Component
final class LocalCatalog {

    static final String RESOURCE = "/public-apis.json";

    private final Catalog catalog;

    LocalCatalog(CatalogReader reader) {
        this.catalog = load(reader);
    }

    Catalog catalog() {
        return catalog;
    }

    private static Catalog load(CatalogReader reader) {
        try (InputStream resource = LocalCatalog.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the service's jar lacks " + RESOURCE);
            }
            return reader.read(resource.readAllBytes(), Catalog.Origin.LOCAL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UnreadableCatalogException e) {
            throw new IllegalStateException("the service's own " + RESOURCE + " is damaged", e);
        }
    }
}
