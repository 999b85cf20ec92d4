package io.meshtrial.benchmarks.publishing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests at a steady rate, open loop, each on a connection of its own. An answer is right when
 *
 * <ul>
 *   <li>a service gave it that the identity header names, and that is where the header's variant lives;
 *   <li>its revision had been asked for when the answer was there, and is not older than one that any request had seen
 *       before this one was sent: the edge replaces its routes at once, so that nothing older may come back;
 *   <li>its token is the one that every other answer of the revision has.
 * </ul>
 *
 * Whether each revision splits as its rules say is for {@link ServedSplit} to judge.
 */
final class SteadyLoad implements AutoCloseable {

    private static final Pattern ANSWER =
            Pattern.compile("(catalog-v([12])) speed;r([0-9]+);1;(v[12]);(catalog-v[12]);([A-Za-z0-9_-]{22})");

    private final int port;
    private final int perSecond;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread pacer;
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger asked;
    private final AtomicInteger seen;
    private final ServedSplit split = new ServedSplit();
    private final Map<Integer, String> tokens = new ConcurrentHashMap<>();
    private final Map<String, Integer> wrong = new ConcurrentHashMap<>();
    private final long begin = System.nanoTime();
    private volatile long end;

    /** @param revision that is served and the only one so far */
    SteadyLoad(int port, int perSecond, int revision) {
        this.port = port;
        this.perSecond = perSecond;
        this.asked = new AtomicInteger(revision);
        this.seen = new AtomicInteger(revision);
        this.pacer = Thread.ofPlatform().start(this::pace);
    }

    /** To be called before a revision is asked for. */
    void asks(int revision) {
        asked.set(revision);
    }

    private void pace() {
        for (long i = 0; end == 0; i++) {
            LockSupport.parkNanos(begin + i * (TimeUnit.SECONDS.toNanos(1) / perSecond) - System.nanoTime());
            sent.incrementAndGet();
            threads.execute(this::request);
        }
    }

    private void request() {
        int oldest = seen.get();
        String answer = ask(port, "catalog.example");
        int newest = asked.get();
        String fault = fault(answer, oldest, newest);
        if (!fault.isEmpty()) {
            wrong.merge(fault + ": " + answer, 1, Integer::sum);
        }
    }

    private String fault(String answer, int oldest, int newest) {
        Matcher matcher = ANSWER.matcher(answer);
        if (!matcher.matches()) {
            return "no answer of the experiment";
        }
        int revision = Integer.parseInt(matcher.group(3));
        if (!matcher.group(1).equals(matcher.group(5)) || !("v" + matcher.group(2)).equals(matcher.group(4))) {
            return "another service than the header's";
        }
        if (revision < oldest || revision > newest) {
            return "r%d to r%d were legal".formatted(oldest, newest);
        }
        String token = matcher.group(6);
        if (!token.equals(Objects.requireNonNullElse(tokens.putIfAbsent(revision, token), token))) {
            return "a second token";
        }
        seen.accumulateAndGet(revision, Math::max);
        split.count(revision, matcher.group(4).equals("v2"));
        return "";
    }

    /** One request; what went wrong is part of the answer. */
    static String ask(int port, String host) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream()
                    .write(("GET /Weather HTTP/1.1\r\nHost: " + host
                                    + "\r\nUser-Agent: curl/8\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int body = answer.indexOf("\r\n\r\n");
            return answer.startsWith("HTTP/1.1 200") && body > 0
                    ? answer.substring(body + 4).strip()
                    : answer.lines().findFirst().orElse("empty");
        } catch (IOException failed) {
            return failed.toString();
        }
    }

    /** Revision in an answer, or -1. */
    static int revision(String answer) {
        Matcher matcher = Pattern.compile(";r([0-9]+);").matcher(answer);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    int sent() {
        return sent.get();
    }

    /** Requests a second that were sent, until it was closed. */
    double rate() {
        return sent.get() / ((end - begin) / 1e9);
    }

    ServedSplit split() {
        return split;
    }

    /** What was wrong and how often; complete when it is closed. */
    Map<String, Integer> wrong() {
        return Map.copyOf(wrong);
    }

    /** Waits for the answers of every request that was sent. */
    @Override
    public void close() throws InterruptedException {
        end = System.nanoTime();
        pacer.join();
        threads.close();
    }
}
