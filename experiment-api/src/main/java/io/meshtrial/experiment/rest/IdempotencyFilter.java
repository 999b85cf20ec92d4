package io.meshtrial.experiment.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * {@code Idempotency-Key} on any POST: a repeat gets the first answer again, 409 while the first still runs, 422 with
 * another body. An answer of 5xx frees the key, so that the caller may try again.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 10)
class IdempotencyFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);
    static final String HEADER = "Idempotency-Key";

    /** A rollback works without the store; repeating it changes nothing more. */
    private static final String ROLLBACK = "/rollback";

    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(10);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final IdempotencyStore store;
    private final ProblemWriter problems;
    private final StoreOutage outage;
    private final boolean alone;

    IdempotencyFilter(
            IdempotencyStore store,
            ProblemWriter problems,
            StoreOutage outage,
            @Value("${spring.datasource.url}") String database) {
        this.outage = outage;
        this.alone = database.startsWith("jdbc:h2:");
        this.store = store;
        this.problems = problems;
    }

    /** Over a file nobody else can be at work; over a shared database a request is given ten minutes. */
    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(initialDelay = 60_000, fixedDelay = 60_000)
    void releaseAbandoned() {
        try {
            int released = store.releaseAbandoned(alone ? Duration.ZERO : LONGEST_REQUEST);
            log.debug("{} abandoned idempotency keys are free again", released);
        } catch (DataAccessException | TransactionException away) {
            if (!outage.explains(away)) {
                log.warn("abandoned idempotency keys are released later: {}", StoreOutage.cause(away));
            }
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HEADER);
        if (!KEY.matcher(header).matches()) {
            problems.write(response, ProblemType.MALFORMED_REQUEST, HEADER + " has 1 to 128 printable characters.");
            return;
        }
        String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
        String caller = request.getUserPrincipal() == null
                ? ""
                : request.getUserPrincipal().getName();
        String key = sha256((caller + " " + request.getRequestURI() + " " + header).getBytes(StandardCharsets.UTF_8));
        byte[] body = request instanceof BufferedRequest buffered
                ? buffered.body()
                : request.getInputStream().readAllBytes();
        String hash =
                sha256((query + "\n" + new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
        Optional<IdempotencyStore.Entry> earlier;
        try {
            earlier = store.take(key, hash);
        } catch (DataAccessException | TransactionException away) {
            if (!outage.explains(away)) {
                log.warn("no idempotency key can be taken: {}", StoreOutage.cause(away));
            }
            if (request.getRequestURI().endsWith(ROLLBACK)) {
                chain.doFilter(new BufferedRequest(request, body), response);
            } else {
                problems.write(response, ProblemType.STORE_UNAVAILABLE, Problems.STORE_AWAY);
            }
            return;
        }
        if (earlier.isPresent()) {
            repeat(earlier.get(), hash, response);
        } else {
            first(key, hash, new BufferedRequest(request, body), response, chain);
        }
    }

    private void repeat(IdempotencyStore.Entry entry, String hash, HttpServletResponse response) throws IOException {
        Integer status = entry.status();
        if (!entry.bodyHash().equals(hash)) {
            problems.write(
                    response, ProblemType.IDEMPOTENCY_MISMATCH, "Take a fresh " + HEADER + " for another request.");
        } else if (status == null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "1");
            problems.write(response, ProblemType.IDEMPOTENCY_IN_FLIGHT, "Ask again with the same key in a second.");
        } else {
            response.setStatus(status);
            response.setHeader("Idempotency-Replayed", "true");
            setIfThere(response, HttpHeaders.CONTENT_TYPE, entry.contentType());
            setIfThere(response, HttpHeaders.LOCATION, entry.location());
            setIfThere(response, HttpHeaders.ETAG, entry.etag());
            response.getOutputStream().write(entry.body());
        }
    }

    private void first(
            String key, String hash, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        boolean kept = false;
        try {
            chain.doFilter(request, answer);
            if (answer.getStatus() < 500) {
                kept = true;
                keep(key, hash, answer);
            }
        } finally {
            if (!kept) {
                release(key);
            }
        }
        answer.copyBodyToResponse();
    }

    /** What could not be kept has happened all the same: the caller gets the answer, a repeat hears "in flight". */
    private void keep(String key, String hash, ContentCachingResponseWrapper answer) {
        try {
            store.answered(
                    key,
                    new IdempotencyStore.Entry(
                            hash,
                            answer.getStatus(),
                            answer.getContentType(),
                            answer.getHeader(HttpHeaders.LOCATION),
                            answer.getHeader(HttpHeaders.ETAG),
                            answer.getContentAsByteArray()));
        } catch (DataAccessException | TransactionException away) {
            if (!outage.explains(away)) {
                log.warn("the answer under an idempotency key could not be kept: {}", StoreOutage.cause(away));
            }
        }
    }

    private void release(String key) {
        try {
            store.release(key);
        } catch (DataAccessException | TransactionException away) {
            if (!outage.explains(away)) {
                log.warn("an idempotency key could not be released: {}", StoreOutage.cause(away));
            }
        }
    }

    private static void setIfThere(
            HttpServletResponse response, String header, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            response.setHeader(header, value);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
