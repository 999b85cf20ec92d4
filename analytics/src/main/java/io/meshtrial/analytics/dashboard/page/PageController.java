package io.meshtrial.analytics.dashboard.page;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Every address of the page is the same document; what it shows is decided in the browser. */
@Controller
class PageController {

    private final PageDocument document;

    PageController() throws IOException {
        document = PageDocument.of(
                new ClassPathResource("static/index.html").getContentAsString(StandardCharsets.UTF_8), new PageFiles());
    }

    @GetMapping({
        "/",
        "/index.html",
        "/new",
        "/experiments/{id}",
        "/experiments/{id}/edit",
        "/experiments/{id}/verification"
    })
    ResponseEntity<String> page(HttpServletRequest request) {
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noCache())
                .header("Content-Security-Policy", document.contentSecurityPolicy())
                .body(document.html(View.of(request.getRequestURI())));
    }
}
