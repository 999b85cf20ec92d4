package io.meshtrial.events.servlet;

import io.meshtrial.events.RequestValues;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** A service that answers in every way a Spring MVC service can. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class MeasuredApplication {

    static final Duration PAUSE = Duration.ofMillis(120);

    @RestController
    static class Answers {

        private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();

        @GetMapping("/items/{id}")
        String item(@PathVariable String id, RequestValues values) {
            values.put("results", id.length());
            return id;
        }

        @GetMapping("/refused/{id}")
        String refused(@PathVariable String id) {
            throw new ResponseStatusException(HttpStatus.CONFLICT);
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("a fault of the application");
        }

        @GetMapping("/error-sent")
        void errorSent(HttpServletResponse response) throws IOException {
            response.sendError(503);
        }

        @GetMapping("/callable/{id}")
        Callable<String> callable(@PathVariable String id, RequestValues values) {
            return () -> {
                Thread.sleep(PAUSE);
                values.put("results", 7);
                return id;
            };
        }

        @GetMapping("/callable-broken")
        Callable<String> callableBroken() {
            return () -> {
                throw new IllegalStateException("a fault beside the request");
            };
        }

        @GetMapping("/never")
        DeferredResult<String> never() {
            return new DeferredResult<>(PAUSE.toMillis());
        }

        @GetMapping("/stream")
        ResponseEntity<StreamingResponseBody> stream() {
            return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(out -> {
                out.write("begin".getBytes(StandardCharsets.UTF_8));
                out.flush();
                await(PAUSE);
                out.write("end".getBytes(StandardCharsets.UTF_8));
            });
        }

        @GetMapping("/stream-broken")
        ResponseEntity<StreamingResponseBody> streamBroken() {
            return ResponseEntity.ok().body(out -> {
                out.write(new byte[64 * 1024]);
                throw new IllegalStateException("a fault in mid-stream");
            });
        }

        @GetMapping("/endless")
        StreamingResponseBody endless() {
            return Answers::writeUntilItFails;
        }

        @GetMapping("/endless-at-once")
        void endlessAtOnce(HttpServletResponse response) throws IOException {
            writeUntilItFails(response.getOutputStream());
        }

        @GetMapping("/by-hand")
        void byHand(HttpServletRequest request) {
            AsyncContext context = request.startAsync();
            others.execute(() -> {
                ((HttpServletResponse) context.getResponse()).setStatus(202);
                context.complete();
            });
        }

        private static void writeUntilItFails(OutputStream out) throws IOException {
            byte[] block = new byte[64 * 1024];
            while (true) {
                out.write(block);
                out.flush();
            }
        }

        private static void await(Duration pause) {
            try {
                new CountDownLatch(1).await(pause.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
