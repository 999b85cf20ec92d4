package io.meshtrial.benchmarks.events;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Visitors over kept connections, in a closed loop or at a pace. They cost a fraction of what answering them costs, so that
 * in a loop the service, not they, is what limits the number of answers.
 */
final class PlainVisitors {

    private static final int VISITORS = 8;
    private static final String USER_AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 "
            + "(KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

    private final int port;
    private final String path;
    private final int perSecond;

    /** @param perSecond requests of all visitors together; 0 for as many as are answered */
    PlainVisitors(int port, String path, int perSecond) {
        this.port = port;
        this.path = path;
        this.perSecond = perSecond;
    }

    /** Answers with status 200 within the time. */
    long visit(Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService threads = Executors.newFixedThreadPool(VISITORS)) {
            Callable<Long> visitor = () -> oneVisitor(end);
            long sum = 0;
            for (Future<Long> one : threads.invokeAll(
                    IntStream.range(0, VISITORS).mapToObj(i -> visitor).toList())) {
                sum += one.get();
            }
            return sum;
        }
    }

    private long oneVisitor(long end) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            long answers = 0;
            long due = System.nanoTime();
            while (System.nanoTime() < end) {
                if (perSecond > 0) {
                    LockSupport.parkNanos(due - System.nanoTime());
                    due += TimeUnit.SECONDS.toNanos(VISITORS) / perSecond;
                }
                socket.getOutputStream().write(request());
                answers += status(in) == 200 ? 1 : 0;
            }
            return answers;
        }
    }

    private byte[] request() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return ("GET " + path + " HTTP/1.1\r\nhost: 127.0.0.1:" + port + "\r\nuser-agent: " + USER_AGENT
                        + "\r\nx-meshtrial: search-ranking;r3;1;v1;catalog-v1;" + BenchmarkExperiment.TOKEN
                        + "\r\nx-request-id: " + Long.toHexString(random.nextLong()) + "-" + random.nextInt(1 << 16)
                        + "\r\n\r\n")
                .getBytes(ISO_8859_1);
    }

    /** Reads one answer whole. */
    private static int status(InputStream in) throws IOException {
        String first = line(in);
        int length = 0;
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:");
        }
        if (chunked) {
            int size;
            do {
                size = Integer.parseInt(line(in), 16);
                in.skipNBytes(size + 2L);
            } while (size > 0);
        } else {
            in.skipNBytes(length);
        }
        return Integer.parseInt(first.substring(9, 12));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the service closed the connection");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
