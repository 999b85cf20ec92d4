package io.meshtrial.analytics.dashboard.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.webjars.WebJarVersionLocator;

/** Files of the page by the address that a browser asks for: own ones, and those of WebJars without their version. */
final class PageFiles {

    private static final String WEB_JARS = "/webjars/";

    private final WebJarVersionLocator webJars = new WebJarVersionLocator();

    /** @return null where nothing stands at this address */
    byte @Nullable [] read(String address) {
        String resource =
                address.startsWith(WEB_JARS) ? webJar(address.substring(WEB_JARS.length())) : "static" + address;
        if (resource == null || address.endsWith("/")) {
            return null;
        }
        try (InputStream in = PageFiles.class.getClassLoader().getResourceAsStream(resource)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Nullable
    String text(String address) {
        byte[] bytes = read(address);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private @Nullable String webJar(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? null : webJars.fullPath(path.substring(0, slash), path.substring(slash + 1));
    }
}
