package io.meshtrial.analytics.forward;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The addresses that belong to experiment-api. */
@RestController
class ForwardController {

    private final Forwarder forwarder;

    ForwardController(Forwarder forwarder) {
        this.forwarder = forwarder;
    }

    @RequestMapping({
        "/api/v1/experiments",
        "/api/v1/experiments/**",
        "/api/v1/plan",
        "/api/v1/plan/**",
        "/api/v1/services/**",
        "/api/v1/operations/**",
        "/api/v1/orphans/**"
    })
    void forward(HttpServletRequest request, HttpServletResponse response) throws IOException {
        forwarder.forward(request, response);
    }
}
