package io.meshtrial.localmesh.supervisor;

/** Which program listens where: offsets from one base, as docs/reference/contracts.md lists them. */
public record Ports(int base) {

    public static final int COUNT = 10;

    public Ports {
        if (base < 1024 || base > 65_535 - COUNT) {
            throw new IllegalArgumentException("the port base is from 1024 to " + (65_535 - COUNT) + ", not " + base);
        }
    }

    public int page() {
        return base;
    }

    public int experimentApi() {
        return base + 1;
    }

    public int edge() {
        return base + 2;
    }

    public int kubernetes() {
        return base + 3;
    }

    public int broker() {
        return base + 4;
    }

    public int controller() {
        return base + 5;
    }

    public int catalogV1() {
        return base + 6;
    }

    public int catalogV2() {
        return base + 7;
    }

    public int visitors() {
        return base + 8;
    }

    public int edgeMetrics() {
        return base + 9;
    }

    static String local(int port) {
        return "http://127.0.0.1:" + port;
    }
}
