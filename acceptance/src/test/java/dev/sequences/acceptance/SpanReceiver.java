package dev.sequences.acceptance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;

/** Receives spans as OTLP over HTTP in protobuf. Reads the few fields that a story needs. */
final class SpanReceiver implements AutoCloseable {

    /** {@code parentId}: empty for the first span of a trace. {@code kind}: OTLP's number, 2 server, 4 producer, 5 consumer. */
    record Span(
            String service,
            String name,
            long kind,
            String traceId,
            String spanId,
            String parentId,
            long begin,
            long end) {}

    /** One field of a message: a number, or the bytes of a text or of an inner message. */
    private record Field(int tag, long number, ByteBuffer bytes) {}

    private final HttpServer server;
    private final ConcurrentLinkedQueue<Span> spans = new ConcurrentLinkedQueue<>();

    SpanReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Span> of(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            byte[] body = (zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody())
                    .readAllBytes();
            if (!"application/x-protobuf".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
                exchange.sendResponseHeaders(415, -1);
                return;
            }
            inner(ByteBuffer.wrap(body), 1).forEach(this::resource);
            exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        } catch (RuntimeException e) {
            throw new UncheckedIOException(new IOException("not OTLP", e));
        }
    }

    private void resource(ByteBuffer resourceSpans) {
        Map<String, String> attributes = new HashMap<>();
        for (ByteBuffer resource : inner(resourceSpans, 1)) {
            for (ByteBuffer attribute : inner(resource, 1)) {
                for (ByteBuffer value : inner(attribute, 2)) {
                    attributes.put(text(attribute, 1), text(value, 1));
                }
            }
        }
        for (ByteBuffer scope : inner(resourceSpans, 2)) {
            for (ByteBuffer span : inner(scope, 2)) {
                spans.add(new Span(
                        attributes.getOrDefault("service.name", ""),
                        text(span, 5),
                        number(span, 6),
                        hex(span, 1),
                        hex(span, 2),
                        hex(span, 4),
                        number(span, 7),
                        number(span, 8)));
            }
        }
    }

    private static List<ByteBuffer> inner(ByteBuffer message, int tag) {
        return fields(message).stream()
                .filter(field -> field.tag() == tag)
                .map(Field::bytes)
                .toList();
    }

    private static String text(ByteBuffer message, int tag) {
        return inner(message, tag).stream()
                .findFirst()
                .map(bytes -> StandardCharsets.UTF_8.decode(bytes.duplicate()).toString())
                .orElse("");
    }

    private static String hex(ByteBuffer message, int tag) {
        return inner(message, tag).stream()
                .findFirst()
                .map(bytes -> {
                    byte[] id = new byte[bytes.remaining()];
                    bytes.duplicate().get(id);
                    return HexFormat.of().formatHex(id);
                })
                .orElse("");
    }

    private static long number(ByteBuffer message, int tag) {
        return fields(message).stream()
                .filter(field -> field.tag() == tag)
                .mapToLong(Field::number)
                .findFirst()
                .orElse(0);
    }

    private static List<Field> fields(ByteBuffer message) {
        ByteBuffer rest = message.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (rest.hasRemaining()) {
            long key = varint(rest);
            int tag = (int) (key >>> 3);
            fields.add(
                    switch ((int) (key & 7)) {
                        case 0 -> new Field(tag, varint(rest), ByteBuffer.allocate(0));
                        case 1 -> new Field(tag, rest.getLong(), ByteBuffer.allocate(0));
                        case 2 -> {
                            int length = (int) varint(rest);
                            ByteBuffer bytes = rest.slice(rest.position(), length);
                            rest.position(rest.position() + length);
                            yield new Field(tag, 0, bytes);
                        }
                        case 5 -> new Field(tag, rest.getInt(), ByteBuffer.allocate(0));
                        default -> throw new IllegalArgumentException("wire type of " + key);
                    });
        }
        return fields;
    }

    private static long varint(ByteBuffer rest) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = rest.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
