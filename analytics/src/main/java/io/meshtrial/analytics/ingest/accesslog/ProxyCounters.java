package io.meshtrial.analytics.ingest.accesslog;

/**
 * What proxies say of their own access logs, since each of them started ({@code access_logs.grpc_access_log.*}).
 *
 * @param written entries that a proxy kept for sending; it does not know whether they arrived
 * @param dropped entries that a proxy threw away because its buffer was full
 * @param answering proxies that could be asked at the last attempt
 * @param asked proxies that are configured
 */
public record ProxyCounters(long written, long dropped, int answering, int asked) {

    /** Part of the entries that were dropped; 0 where there were none. */
    public double droppedShare() {
        long all = written + dropped;
        return all == 0 ? 0 : dropped / (double) all;
    }

    static ProxyCounters none(int asked) {
        return new ProxyCounters(0, 0, 0, asked);
    }

    /** With what one proxy's statistics say, in Prometheus' text format. */
    ProxyCounters plus(String statistics) {
        return new ProxyCounters(
                written + sum(statistics, "envoy_access_logs_grpc_access_log_logs_written"),
                dropped + sum(statistics, "envoy_access_logs_grpc_access_log_logs_dropped"),
                answering + 1,
                asked);
    }

    private static long sum(String statistics, String name) {
        return statistics
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToLong(ProxyCounters::value)
                .sum();
    }

    private static long value(String line) {
        String text = line.substring(Math.max(line.indexOf('}'), line.indexOf(' ')) + 1)
                .strip();
        int timestamp = text.indexOf(' ');
        try {
            return (long) Double.parseDouble(timestamp < 0 ? text : text.substring(0, timestamp));
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
