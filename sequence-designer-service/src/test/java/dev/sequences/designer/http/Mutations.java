package dev.sequences.designer.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Mutates a valid request into one of a faulty script, a broken client or an attacker. */
final class Mutations {

    /** Placeholder in a tree for text that a tree cannot represent. */
    private static final String RAW = "\u0001raw\u0001";

    private static final List<String> HOSTILE = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e400",
            "-1e400",
            "1e-400",
            "9".repeat(40),
            "9".repeat(1_200),
            "9223372036854775808",
            "NaN",
            "007",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u202eabc\"",
            "\"\\ufeff\"",
            "\"\\u0007\"",
            "\"\ud83d\ude80 \u05e9\u05dc\u05d5\u05dd\"",
            "\"'; drop table sequence_catalogue;--\"",
            "\"${jndi:ldap://x}\"",
            "\"" + "x".repeat(20_000) + "\"",
            "[]",
            "{}",
            "[null]",
            "[[]]",
            "{\"\": null}",
            "{\"\\u0000\": 1}",
            "{\"a\": 1, \"a\": 2}",
            "[".repeat(30) + "]".repeat(30),
            "[".repeat(10_000) + "]".repeat(10_000),
            "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
            "\"P30D\"",
            "\"P999999999999D\"",
            "\"PT0S\"",
            "\"2026-02-30\"",
            "\"mail\"",
            "\"00000000-0000-7000-8000-000000000000\"",
            // Longer than an index takes, and nothing makes it shorter.
            "\"" + letters(3_000) + "\"",
            "\"" + letters(30_000) + "\"",
            "{\"templateId\": \"" + letters(4_000) + "\"}",
            "\"" + "line\\n".repeat(5_000) + "\"",
            "\"" + "a: [b\\r\\n\\t- c \\n\\n".repeat(1_000) + "\"",
            "\"--- \\n...\\n--- \\n\"",
            "\"" + "\u4e2d".repeat(160) + "\"",
            "\"" + "\u4e2d\u6587".repeat(20_000) + "\"",
            "\"" + "\ud842\udfb7".repeat(1_000) + "\"",
            // Small and capital letters that are not as many.
            "\"\u0130stanbul\"",
            "\"\u039f\u0394\u039f\u03a3\"",
            "\"\u1e9e\u00df\ufb01\u0149\u01f0\u0390\"",
            "\"" + "\u0130".repeat(160) + "\"",
            "\"+300000-01-01T00:00:00Z\"",
            "\"-300000-01-01T00:00:00Z\"",
            "\"+999999999-12-31T23:59:59.999999999Z\"",
            "\"9999-12-31T23:59:59.999999999-18:00\"",
            "\"0000-01-01T00:00:00Z\"",
            "\"2026-03-04T\"");

    private static String letters(int count) {
        StringBuilder letters = new StringBuilder();
        new Random(count).ints(count, 'a', 'z' + 1).forEach(c -> letters.append((char) c));
        return letters.toString();
    }

    private final Random random;

    Mutations(Random random) {
        this.random = random;
    }

    /** One to four changes; most leave JSON, some only bytes. */
    byte[] of(JsonNode good) {
        JsonNode tree = good.deepCopy();
        List<String> raws = new ArrayList<>();
        int changes = 1 + random.nextInt(4);
        for (int i = 0; i < changes; i++) {
            change(tree, raws);
        }
        String text = tree.toString();
        for (String raw : raws) {
            text = text.replaceFirst("\"\\\\u0001raw\\\\u0001\"", java.util.regex.Matcher.quoteReplacement(raw));
        }
        return random.nextInt(5) == 0 ? broken(text) : text.getBytes(StandardCharsets.UTF_8);
    }

    private void change(JsonNode tree, List<String> raws) {
        List<JsonNode> containers = new ArrayList<>();
        collect(tree, containers);
        JsonNode chosen = containers.get(random.nextInt(containers.size()));
        if (chosen instanceof ObjectNode object) {
            change(object, raws);
        } else {
            change((ArrayNode) chosen, raws);
        }
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(inner -> collect(inner, containers));
        }
    }

    private void change(ObjectNode object, List<String> raws) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            object.set("next", hostile(raws));
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(6)) {
            case 0 -> object.remove(name);
            case 1 -> {
                JsonNode value = object.remove(name);
                object.set(random.nextBoolean() ? name + "s" : name.toUpperCase(java.util.Locale.ROOT), value);
            }
            case 2 ->
                object.set(
                        names.get(random.nextInt(names.size())),
                        object.get(name).deepCopy());
            default -> object.set(name, hostile(raws));
        }
    }

    private void change(ArrayNode array, List<String> raws) {
        if (array.isEmpty()) {
            array.add(hostile(raws));
            return;
        }
        int at = random.nextInt(array.size());
        switch (random.nextInt(5)) {
            case 0 -> array.remove(at);
            case 1 -> array.add(array.get(at).deepCopy());
            case 2 -> array.set(at, array.get(random.nextInt(array.size())).deepCopy());
            case 3 ->
                IntStream.range(0, 60).forEach(i -> array.add(array.get(at).deepCopy()));
            default -> array.set(at, hostile(raws));
        }
    }

    private JsonNode hostile(List<String> raws) {
        raws.add(HOSTILE.get(random.nextInt(HOSTILE.size())));
        return TextNode.valueOf(RAW);
    }

    private byte[] broken(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(bytes.length);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> {
                byte[] flipped = bytes.clone();
                flipped[at] = (byte) (flipped[at] ^ (1 << random.nextInt(8)));
                yield flipped;
            }
            case 2 -> inserted(bytes, at, new byte[] {(byte) 0xc3, 0x28});
            case 3 -> inserted(bytes, at, new byte[] {0});
            case 4 -> inserted(bytes, 0, new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
            case 5 -> text.getBytes(StandardCharsets.UTF_16);
            case 6 -> inserted(bytes, 0, new byte[] {0, 0, 0, 0x7b});
            default -> inserted(bytes, at, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + 40)));
        };
    }

    private static byte[] inserted(byte[] into, int at, byte[] what) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(into, 0, at);
        out.write(what, 0, what.length);
        out.write(into, at, into.length - at);
        return out.toByteArray();
    }
}
