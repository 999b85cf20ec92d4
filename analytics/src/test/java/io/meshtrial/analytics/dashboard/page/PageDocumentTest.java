package io.meshtrial.analytics.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class PageDocumentTest {

    @Test
    void thePolicyAllowsTheImportMapByItsHashAndNothingElseInline() {
        // Oracle: printf '{}' | openssl dgst -sha256 -binary | base64
        PageDocument page = PageDocument.of("<script type=\"importmap\">{}</script>");

        assertThat(page.contentSecurityPolicy())
                .contains("script-src 'self' 'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o='")
                .doesNotContain("unsafe");
    }

    @Test
    void aDocumentWithoutAnImportMapIsRefusedAtTheStart() {
        assertThatThrownBy(() -> PageDocument.of("<html></html>"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("import map");
    }

    @Test
    void theDocumentHasNoInlineScriptOrStyleAndNoAddressOfAnotherSite() throws IOException {
        String html = new ClassPathResource("static/index.html").getContentAsString(StandardCharsets.UTF_8);

        assertThat(html).doesNotContain("<style", " style=", " onclick=", "http://", "https://");
        assertThat(html.split("<script", -1))
                .allMatch(part -> part.isEmpty()
                        || part.startsWith("<!doctype")
                        || part.startsWith(" defer src=\"/")
                        || part.startsWith(" type=\"module\" src=\"/")
                        || part.startsWith(" type=\"importmap\""));
    }
}
