package io.meshtrial.benchmarks.publishing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Requests at a steady rate, open loop, each on a connection of its own. An answer is right when a service gave it that the
 * identity header names, under a revision that has been asked for and is not older than one that was complete before.
 */
final class SteadyLoad implements AutoCloseable {

    private static final Pattern ANSWER =
            Pattern.compile("(catalog-v([12])) ([a-z]+);r([0-9]+);[0-9]+;(v[12]|-);(.+);.*");

    private final int port;
    private final int perSecond;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread pacer;
    private final AtomicInteger sent = new AtomicInteger();
    private final Map<String, Integer> wrong = new ConcurrentHashMap<>();
    private volatile boolean running = true;

    SteadyLoad(int port, int perSecond) {
        this.port = port;
        this.perSecond = perSecond;
        this.pacer = Thread.ofPlatform().start(this::pace);
    }

    private void pace() {
        long begin = System.nanoTime();
        for (long i = 0; running; i++) {
            LockSupport.parkNanos(begin + i * (TimeUnit.SECONDS.toNanos(1) / perSecond) - System.nanoTime());
            threads.execute(() -> {
                sent.incrementAndGet();
                String answer = ask(port, "catalog.example");
                Matcher matcher = ANSWER.matcher(answer);
                boolean right = matcher.matches()
                        && matcher.group(1).equals(matcher.group(6))
                        && ("v" + matcher.group(2)).equals(matcher.group(5));
                if (!right) {
                    wrong.merge(answer, 1, Integer::sum);
                }
            });
        }
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

    Map<String, Integer> wrong() {
        return Map.copyOf(wrong);
    }

    @Override
    public void close() throws InterruptedException {
        running = false;
        pacer.join();
        threads.close();
    }
}
