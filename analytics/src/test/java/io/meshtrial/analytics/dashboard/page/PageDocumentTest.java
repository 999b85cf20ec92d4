package io.meshtrial.analytics.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class PageDocumentTest {

    @Test
    void thePolicyAllowsTheImportMapByItsHashAndNothingElseInline() {
        // Oracle: printf '{}' | openssl dgst -sha256 -binary | base64
        PageDocument page = PageDocument.of("<script type=\"importmap\">{}</script>", new PageFiles());

        assertThat(page.contentSecurityPolicy())
                .contains("script-src 'self' 'sha256-RBNvo1WzZ4oRRq0W9+hknpT7T8If536DEMBg9hyq/4o='")
                .doesNotContain("unsafe");
    }

    @Test
    void aDocumentWithoutAnImportMapIsRefusedAtTheStart() {
        assertThatThrownBy(() -> PageDocument.of("<html></html>", new PageFiles()))
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

    /** Oracle: the HTML standard's resolution of specifiers, worked out by hand for these four files. */
    @Test
    void everyModuleThatAModuleNeedsIsFoundOnceInWhateverFormItIsAskedFor() {
        Map<String, String> files = Map.of(
                "/js/a.js",
                        "import { x } from './deep/b.js';\nimport 'lib';\nconst later = () => import('./never.js');",
                "/js/deep/b.js", "export { y } from '../c.js';\nimport z from 'lib/part.js';",
                "/js/c.js", "import '/js/a.js';\n// import './comment.js'\n",
                "/lib/index.js", "import*as t from\"lib/part.js\";export{t as u}from\"lib/none.js\";",
                "/lib/part.js", "");
        ModuleGraph modules = new ModuleGraph(Map.of("lib", "/lib/index.js", "lib/", "/lib/"), files::get);

        assertThat(modules.reachable(List.of("/js/a.js")))
                .containsExactly("/js/a.js", "/js/deep/b.js", "/js/c.js", "/lib/part.js", "/lib/index.js");
    }

    @Test
    void everyAddressNamesTheModulesOfItsOwnViewBehindTheImportMap() throws IOException {
        PageDocument document = PageDocument.of(
                new ClassPathResource("static/index.html").getContentAsString(StandardCharsets.UTF_8), new PageFiles());
        String live = document.html(View.of("/experiments/search-ranking"));

        assertThat(live)
                .contains("modulepreload\" href=\"/js/charts/effect.js\"", "href=\"/webjars/lit-html/lit-html.js\"")
                .doesNotContain("/js/pages/edit.js");
        assertThat(live.indexOf("modulepreload")).isGreaterThan(live.indexOf("importmap"));
        assertThat(document.html(View.of("/new"))).contains("/js/pages/edit.js").doesNotContain("/js/charts/effect.js");
        assertThat(document.html(View.of("/"))).contains("/js/pages/list.js").doesNotContain("/js/charts/effect.js");
        assertThat(document.html(View.of("/experiments/a/verification"))).contains("/js/pages/verify.js");
    }
}
