package io.meshtrial.analytics.dashboard.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one HTML document of the page with the policy that fits it. An import map can only stand inside the document, so
 * the policy names its hash: nothing else inline is ever run. Behind the map (a module may not be asked for before it)
 * stand the modules that the view of an address needs.
 *
 * @param byView the document of each view
 * @param contentSecurityPolicy value of the header (CSP level 3)
 */
record PageDocument(Map<View, String> byView, String contentSecurityPolicy) {

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    /** @throws IllegalStateException where the document has no import map: the page could not start */
    static PageDocument of(String html, PageFiles files) {
        Matcher map = IMPORT_MAP.matcher(html);
        if (!map.find()) {
            throw new IllegalStateException("index.html has no import map");
        }
        ModuleGraph modules = new ModuleGraph(imports(map.group(1)), files::text);
        Map<View, String> byView = new EnumMap<>(View.class);
        for (View view : View.values()) {
            String links = modules.reachable(List.of("/js/app.js", view.module())).stream()
                    .map("\n  <link rel=\"modulepreload\" href=\"%s\">"::formatted)
                    .collect(Collectors.joining());
            byView.put(view, html.substring(0, map.end()) + links + html.substring(map.end()));
        }
        return new PageDocument(Map.copyOf(byView), policy(sha256(map.group(1))));
    }

    String html(View view) {
        return Objects.requireNonNull(byView.get(view));
    }

    private static Map<String, String> imports(String map) {
        Map<String, String> imports = new LinkedHashMap<>();
        JsonMapper.shared()
                .readTree(map)
                .path("imports")
                .forEachEntry((name, address) -> imports.put(name, address.asString()));
        return imports;
    }

    private static String policy(String importMapHash) {
        return "default-src 'none'; script-src 'self' 'sha256-" + importMapHash + "'; style-src 'self'; "
                + "img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; "
                + "frame-ancestors 'none'; object-src 'none'";
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
