package io.meshtrial.experiment.verification.kiali;

import com.sun.net.httpserver.HttpExchange;
import io.meshtrial.experiment.verification.kiali.RecordedKiali.Recorded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Breaks a good answer in one way or another; every way takes away something that a pass rests on. */
final class Mutation implements RecordedKiali.Misbehaviour {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Members that an answer about an object rests on. */
    private static final List<String> OBJECT = List.of(
            "/resource",
            "/resource/metadata",
            "/resource/metadata/name",
            "/resource/metadata/namespace",
            "/resource/spec",
            "/validation",
            "/validation/name",
            "/validation/valid",
            "/validation/checks");

    /** Of a member of an edge or node, by what stands before it. */
    private static final List<String> EDGE =
            List.of("", "/data", "/data/source", "/data/target", "/data/traffic", "/data/traffic/rates/http");

    private static final List<String> NODE = List.of("", "/data", "/data/id", "/data/nodeType");

    private final SplittableRandom random;
    private final boolean mayBeSlow;

    Mutation(long seed) {
        random = new SplittableRandom(seed);
        mayBeSlow = seed % 50 < 2;
    }

    @Override
    public void answer(HttpExchange exchange, Recorded recorded) throws IOException {
        byte[] body = recorded.body();
        switch (mayBeSlow ? random.nextInt(8) : random.nextInt(4)) {
            case 0 -> send(exchange, Arrays.copyOf(body, random.nextInt(body.length)));
            case 1 -> send(exchange, wrongType(recorded).getBytes(StandardCharsets.UTF_8));
            case 2 -> send(exchange, withoutAQuote(body));
            case 3 -> otherKind(exchange, body);
            case 4 -> huge(exchange, "{},".getBytes(StandardCharsets.UTF_8));
            case 5 -> bomb(exchange);
            case 6 -> trickle(exchange, body);
            default -> LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }

    private static void send(HttpExchange exchange, byte[] body) throws IOException {
        RecordedKiali.send(exchange, 200, "application/json", body);
    }

    private void otherKind(HttpExchange exchange, byte[] body) throws IOException {
        byte[] page = "<!doctype html><title>Sign in</title><p>{\"valid\":true}".getBytes(StandardCharsets.UTF_8);
        switch (random.nextInt(6)) {
            case 0 -> RecordedKiali.send(exchange, 200, "text/html", page);
            case 1 -> RecordedKiali.send(exchange, 500, "application/json", body);
            case 2 -> RecordedKiali.send(exchange, 302, "application/json", body);
            case 3 -> RecordedKiali.send(exchange, 403, "application/json", body);
            case 4 -> exchange.close();
            default -> {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        }
    }

    /** More than is taken; the client hangs up. */
    private static void huge(HttpExchange exchange, byte[] piece) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('[');
        byte[] block = new String(piece, StandardCharsets.UTF_8).repeat(10_000).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 400; i++) {
            exchange.getResponseBody().write(block);
        }
    }

    /** Small on the way and large when unpacked. */
    private static void bomb(HttpExchange exchange) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] block = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 16; i++) {
                gzip.write(block);
            }
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        exchange.sendResponseHeaders(200, packed.size());
        packed.writeTo(exchange.getResponseBody());
    }

    /** A byte now and then: each arrives in time, and all of them never. */
    private static void trickle(HttpExchange exchange, byte[] body) throws IOException {
        exchange.sendResponseHeaders(200, body.length);
        for (int i = 0; i < 50; i++) {
            exchange.getResponseBody().write(body[i]);
            exchange.getResponseBody().flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private byte[] withoutAQuote(byte[] body) {
        int at = random.nextInt(body.length);
        while (body[at % body.length] != '"') {
            at++;
        }
        byte[] broken = body.clone();
        broken[at % body.length] = ' ';
        return broken;
    }

    private String wrongType(Recorded recorded) {
        JsonNode root = JSON.readTree(recorded.body());
        String path = root.has("elements") ? ofGraph(root) : OBJECT.get(random.nextInt(OBJECT.size()));
        JsonNode parent = root.at(path.substring(0, path.lastIndexOf('/')));
        String member = path.substring(path.lastIndexOf('/') + 1);
        JsonNode right = parent instanceof ArrayNode ? parent.get(Integer.parseInt(member)) : parent.path(member);
        // A node that no edge ends at may be called anything.
        JsonNode wrong = wrong(right, !path.startsWith("/elements/nodes/"));
        if (parent instanceof ArrayNode array) {
            array.set(Integer.parseInt(member), wrong);
        } else {
            ((ObjectNode) parent).set(member, wrong);
        }
        return root.toString();
    }

    private String ofGraph(JsonNode root) {
        return switch (random.nextInt(4)) {
            case 0 ->
                List.of("/duration", "/elements", "/elements/nodes", "/elements/edges")
                        .get(random.nextInt(4));
            case 1 ->
                "/elements/nodes/" + random.nextInt(root.at("/elements/nodes").size()) + pick(NODE);
            default ->
                "/elements/edges/" + random.nextInt(root.at("/elements/edges").size()) + pick(EDGE);
        };
    }

    private String pick(List<String> members) {
        return members.get(random.nextInt(members.size()));
    }

    private JsonNode wrong(JsonNode right, boolean mayBeText) {
        List<JsonNode> others = new ArrayList<>();
        if (!right.isObject()) {
            others.add(JSON.createObjectNode());
        }
        if (!right.isArray()) {
            others.add(JSON.createArrayNode().add(1));
        }
        if (!right.isBoolean()) {
            others.add(JSON.getNodeFactory().booleanNode(true));
        }
        if (mayBeText) {
            others.add(JSON.getNodeFactory().stringNode("-7,5 Ωmega"));
        }
        others.add(JSON.getNodeFactory().numberNode(right.isNumber() ? -1 : 42));
        return others.get(random.nextInt(others.size()));
    }
}
