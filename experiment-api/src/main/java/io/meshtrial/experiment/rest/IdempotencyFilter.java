package io.meshtrial.experiment.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * {@code Idempotency-Key} on any POST: a repeat gets the first answer again, 409 while the first still runs, 422 with
 * another body. An answer of 5xx frees the key, so that the caller may try again. A process that ends before it has answered
 * leaves its keys taken: nobody knows whether the effect was there, so a repeat hears that and makes no second one.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 10)
class IdempotencyFilter extends OncePerRequestFilter {

    private static final Logger log = LoggerFactory.getLogger(IdempotencyFilter.class);
    static final String HEADER = "Idempotency-Key";

    /** A rollback works without the store, and whatever became of the first; repeating it changes nothing more. */
    private static final String ROLLBACK = "/rollback";

    private static final Duration LONGEST_REQUEST = Duration.ofMinutes(10);
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

    private final IdempotencyStore store;
    private final ProblemWriter problems;
    private final StoreOutage outage;
    private final Clock clock;
    private final boolean alone;

    /** Keys of this process whose answers could not be kept, as the store was away. */
    private final Set<String> lost = ConcurrentHashMap.newKeySet();

    IdempotencyFilter(
            IdempotencyStore store,
            ProblemWriter problems,
            StoreOutage outage,
            Clock clock,
            @Value("${spring.datasource.url}") String database) {
        this.outage = outage;
        this.clock = clock;
        this.alone = database.startsWith("jdbc:h2:");
        this.store = store;
        this.problems = problems;
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
        boolean rollback = request.getRequestURI().endsWith(ROLLBACK);
        Optional<IdempotencyStore.Entry> earlier;
        try {
            earlier = store.take(key, hash);
        } catch (DataAccessException | TransactionException away) {
            if (!outage.explains(away)) {
                log.warn("no idempotency key can be taken: {}", StoreOutage.cause(away));
            }
            if (rollback) {
                chain.doFilter(new BufferedRequest(request, body), response);
            } else {
                problems.write(response, ProblemType.STORE_UNAVAILABLE, Problems.STORE_AWAY);
            }
            return;
        }
        if (earlier.isPresent() && rollback && isOutcomeUnknown(key, earlier.get())) {
            chain.doFilter(new BufferedRequest(request, body), response);
        } else if (earlier.isPresent()) {
            repeat(key, earlier.get(), hash, response);
        } else {
            first(key, new BufferedRequest(request, body), response, chain);
        }
    }

    private void repeat(String key, IdempotencyStore.Entry entry, String hash, HttpServletResponse response)
            throws IOException {
        Integer status = entry.status();
        if (!entry.bodyHash().equals(hash)) {
            problems.write(
                    response, ProblemType.IDEMPOTENCY_MISMATCH, "Take a fresh " + HEADER + " for another request.");
        } else if (isOutcomeUnknown(key, entry)) {
            problems.write(
                    response,
                    ProblemType.IDEMPOTENCY_OUTCOME_UNKNOWN,
                    "Its answer was lost. Look whether it had its effect; where it had none, repeat it with a fresh "
                            + HEADER + ".");
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

    /** Over a file no other process can be at work; over a shared database a request is given ten minutes. */
    private boolean isOutcomeUnknown(String key, IdempotencyStore.Entry entry) {
        if (entry.status() != null) {
            return false;
        }
        return store.isElsewhere(entry)
                ? alone || !entry.at().plus(LONGEST_REQUEST).isAfter(clock.instant())
                : lost.contains(key);
    }

    private void first(String key, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        boolean kept = false;
        try {
            chain.doFilter(request, answer);
            if (answer.getStatus() < 500) {
                kept = true;
                keep(key, answer);
            }
        } finally {
            if (!kept) {
                release(key);
            }
        }
        answer.copyBodyToResponse();
    }

    /** What could not be kept has happened all the same: the caller gets the answer, a repeat hears that it is unknown. */
    private void keep(String key, ContentCachingResponseWrapper answer) {
        try {
            store.answered(
                    key,
                    new IdempotencyStore.Answer(
                            answer.getStatus(),
                            answer.getContentType(),
                            answer.getHeader(HttpHeaders.LOCATION),
                            answer.getHeader(HttpHeaders.ETAG),
                            answer.getContentAsByteArray()));
        } catch (DataAccessException | TransactionException away) {
            lost.add(key);
            if (!outage.explains(away)) {
                log.warn("the answer under an idempotency key could not be kept: {}", StoreOutage.cause(away));
            }
        }
    }

    private void release(String key) {
        try {
            store.release(key);
        } catch (DataAccessException | TransactionException away) {
            lost.add(key);
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
