package dev.sequences.benchmarks.load;

import static dev.sequences.benchmarks.load.SuiteCalls.MANAGER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequences.benchmarks.load.SuiteCalls.User;
import dev.sequences.local.Component;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Creates many sequences with many versions. A few are created by public calls; the rest are copies of their rows, because half a
 * million activations would take an hour. {@link #differences} creates some of the copies again by public calls and compares every
 * column, which proves that the rows equal those of the service.
 */
public final class SequenceLibrary {

    public static final int OWNERS = 200;
    private static final int ORIGINALS = 10;
    private static final int WORD = 12;
    private static final long FIRST_COPY = 43_980_465_111_040L;
    private static final List<String> TOPICS = List.of(
            "Webinar",
            "Trade fair",
            "Renewal",
            "Onboarding",
            "Win back",
            "Referral",
            "Product demo",
            "Price list",
            "Pilot",
            "Audit");

    private final SuiteCalls calls;
    private final ServerSide server;
    private final String mark;
    private final int versions;
    private final List<String> tags = new ArrayList<>();
    private final List<String> templates = new ArrayList<>();
    private final List<String> originals = new ArrayList<>();

    /** @param mark a word that is unique in the suite */
    public SequenceLibrary(SuiteCalls calls, ServerSide server, String mark, int versions) {
        this.calls = calls;
        this.server = server;
        this.mark = mark.replaceAll("[^a-z0-9]", "");
        this.versions = versions;
    }

    public static User owner(int number) {
        return User.seller("library-owner-%03d".formatted(number % OWNERS));
    }

    /** Returns the word that only this copy has in its texts. */
    public String word(int number) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest((mark + number).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, WORD);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    public List<String> tags() {
        return tags;
    }

    public List<String> templates() {
        return templates;
    }

    /** Creates the given number of sequences, originals and copies. */
    public void fill(int sequences) {
        prepare();
        for (var i = 0; i < ORIGINALS; i++) {
            originals.add(create(owner(0), i, word(0), null));
        }
        copy(sequences - ORIGINALS);
    }

    private void prepare() {
        for (var i = 0; i < 40; i++) {
            tags.add(id(calls.must(MANAGER, "POST", Component.DESIGNER, "/tags", Map.of("name", mark + " tag " + i))));
        }
        for (var i = 0; i < 20; i++) {
            templates.add(id(calls.must(
                    MANAGER,
                    "POST",
                    Component.DESIGNER,
                    "/message-templates",
                    Map.of(
                            "name",
                            mark + " template " + i,
                            "channel",
                            "email",
                            "contents",
                            Map.of("en", Map.of("subject", "Hello", "body", "Hello {{first_name}}"))))));
        }
    }

    private static String id(JsonNode created) {
        return created.path("id").asText();
    }

    /** Creates a sequence by public calls. With {@code like}, copies the drafts of that sequence. */
    private String create(User owner, int topic, String word, @Nullable String like) {
        var name = TOPICS.get(topic % TOPICS.size()) + " sequence " + word;
        var description = "For leads of the " + TOPICS.get(topic % TOPICS.size()) + " list, code " + word;
        var path = "/sequences/"
                + id(calls.must(
                        owner,
                        "POST",
                        Component.DESIGNER,
                        "/sequences",
                        Map.of("name", name, "description", description)));
        for (var version = 1; version <= versions; version++) {
            if (version > 1) {
                calls.must(owner, "POST", Component.DESIGNER, path + "/revise", null);
            }
            Object draft = like == null ? draft(topic, version, word) : definition(like, version);
            calls.must(owner, "PUT", Component.DESIGNER, path + "/draft", draft);
            calls.must(
                    owner,
                    "POST",
                    Component.DESIGNER,
                    path + "/activate",
                    Map.of("changeDescription", "Change " + version + " of " + word));
        }
        calls.must(owner, "POST", Component.DESIGNER, path + "/deactivate", null);
        calls.must(
                owner,
                "PUT",
                Component.DESIGNER,
                path + "/tags",
                Map.of("tagIds", List.of(tags.get(topic * 2), tags.get(topic * 2 + 1))));
        return path.substring("/sequences/".length());
    }

    private Map<String, Object> draft(int topic, int version, String word) {
        var nodes = new ArrayList<Map<String, @Nullable Object>>();
        for (var step = 1; step <= 8; step++) {
            var next = step == 8 ? null : "step-" + (step + 1);
            if (step == 1) {
                var mail = new LinkedHashMap<String, @Nullable Object>();
                mail.put("key", "step-1");
                mail.put("type", "email");
                mail.put("name", "Mail " + word);
                mail.put("templateId", templates.get(topic));
                mail.put("next", next);
                nodes.add(mail);
            } else if (step % 3 == 0) {
                nodes.add(Fixture.waiting("step-" + step, "P" + (version % 28 + 1) + "D", next));
            } else {
                nodes.add(Fixture.task("step-" + step, next));
            }
        }
        return Fixture.draft(nodes);
    }

    private JsonNode definition(String sequenceId, int version) {
        return calls.must(MANAGER, "GET", Component.DESIGNER, "/sequences/" + sequenceId + "/versions/" + version, null)
                .path("definition");
    }

    /** Ids carry the number of the copy, so that tables can be filled one after the other and in parts. */
    private void copy(int count) {
        var from = word(0);
        var id = "left(o.id, 24) || to_hex(" + FIRST_COPY + " + n)";
        var word = "left(md5('" + mark + "' || n), " + WORD + ")";
        var owner = "'library-owner-' || lpad((n % " + OWNERS + ")::text, 3, '0')";
        var parts = " from sequence_catalogue o join generate_series(?::int, ?::int) n on o.id = (?::text[])[1 + n %"
                + " ?::int]";
        for (var start = 1; start <= count; start += 500) {
            var end = Math.min(count, start + 499);
            Object[] range = {start, end, originals.toArray(String[]::new), ORIGINALS};
            var catalogue =
                    ("insert into sequence_catalogue (id, stream_version, name, description, record_type, status,"
                                    + " live_version, owner, draft, live_draft, created_at, changed_at, changed_by, owner_type,"
                                    + " business_unit, tags) select %1$s, o.stream_version, replace(o.name, '%4$s', %2$s),"
                                    + " replace(o.description, '%4$s', %2$s), o.record_type, o.status, o.live_version, %3$s,"
                                    + " replace(o.draft, '%4$s', %2$s), replace(o.live_draft, '%4$s', %2$s), o.created_at + n *"
                                    + " interval '1 second', o.changed_at + n * interval '1 second', %3$s, o.owner_type,"
                                    + " o.business_unit, o.tags")
                            .formatted(id, word, owner, from);
            server.change(Component.DESIGNER, catalogue + parts, range);
            var versions = ("insert into sequence_version (sequence_id, number, name, description, change_description,"
                            + " definition, author, activated_at) select %1$s, v.number, replace(v.name, '%4$s', %2$s),"
                            + " replace(v.description, '%4$s', %2$s), replace(v.change_description, '%4$s', %2$s),"
                            + " replace(v.definition, '%4$s', %2$s), %3$s, v.activated_at + n * interval '1 second'")
                    .formatted(id, word, owner, from);
            server.change(
                    Component.DESIGNER, versions + parts + " join sequence_version v on v.sequence_id = o.id", range);
            server.change(
                    Component.DESIGNER,
                    "insert into sequence_search select s.*" + parts + " cross join lateral sequence_search_of(" + id
                            + ") s",
                    range);
        }
        server.change(Component.DESIGNER, "vacuum analyze");
    }

    /** Ids of copies, in no order. */
    public List<String> some(int count) {
        return server
                .rows(
                        Component.DESIGNER,
                        "select c.id from sequence_catalogue c, tag t where t.id = any(c.tags) and t.name like ?"
                                + " and right(c.id, 12) like '28%' group by c.id order by md5(c.id) limit ?",
                        mark + " tag %",
                        count)
                .stream()
                .map(row -> row[0])
                .toList();
    }

    /** Makes copies again by public calls, word for word; every column in which a made row differs from a copied one. */
    public List<String> differences(int copies, Random random) {
        var differences = new ArrayList<String>();
        for (var i = 0; i < copies; i++) {
            var copied = some(200).get(random.nextInt(200));
            var name = server.rows(Component.DESIGNER, "select name from sequence_catalogue where id = ?", copied)
                    .getFirst()[0];
            var number = (int) (Long.parseLong(copied.substring(24), 16) - FIRST_COPY);
            var topic = TOPICS.indexOf(name.substring(0, name.indexOf(" sequence ")));
            var made = create(owner(number), topic, word(number), copied);
            // The card is made by the database of the columns that are compared.
            compare("sequence_catalogue", "id", copied, made, differences, "created_at", "changed_at", "card");
            compare("sequence_version", "sequence_id", copied, made, differences, "activated_at");
            compare("sequence_search", "id", copied, made, differences, "created_at", "changed_at");
            calls.must(owner(number), "DELETE", Component.DESIGNER, "/sequences/" + made, null);
        }
        return differences;
    }

    private void compare(
            String table, String key, String copied, String made, List<String> differences, String... times) {
        var one = rows(table, key, copied, times);
        var other = rows(table, key, made, times);
        if (one.isEmpty() || !one.equals(other)) {
            differences.add("%s: %s, but made by calls %s".formatted(table, one, other));
        }
    }

    private List<ObjectNode> rows(String table, String key, String id, String... times) {
        return server
                .rows(
                        Component.DESIGNER,
                        "select to_jsonb(t)::text from " + table + " t where " + key + " = ? order by 1",
                        id)
                .stream()
                .map(row -> without(row[0], key, times))
                .toList();
    }

    private static ObjectNode without(String row, String key, String... times) {
        try {
            var object = (ObjectNode) SuiteCalls.JSON.readTree(row);
            object.remove(key);
            return object.without(List.of(times));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new BenchFailure("a row is no JSON: " + row, e);
        }
    }
}
