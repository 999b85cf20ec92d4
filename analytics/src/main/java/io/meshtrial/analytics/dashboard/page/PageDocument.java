package io.meshtrial.analytics.dashboard.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one HTML document of the page with the policy that fits it. An import map can only stand inside the document, so
 * the policy names its hash: nothing else inline is ever run.
 *
 * @param html the document
 * @param contentSecurityPolicy value of the header (CSP level 3)
 */
record PageDocument(String html, String contentSecurityPolicy) {

    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

    /** @throws IllegalStateException where the document has no import map: the page could not start */
    static PageDocument of(String html) {
        Matcher map = IMPORT_MAP.matcher(html);
        if (!map.find()) {
            throw new IllegalStateException("index.html has no import map");
        }
        return new PageDocument(html, policy(sha256(map.group(1))));
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
