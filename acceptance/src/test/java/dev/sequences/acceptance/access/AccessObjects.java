package dev.sequences.acceptance.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.acceptance.Api;
import dev.sequences.acceptance.Reply;
import dev.sequences.acceptance.RunningSuite;
import dev.sequences.acceptance.Sequences;
import dev.sequences.acceptance.access.AccessRow.Relation;
import dev.sequences.acceptance.access.AccessRow.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The users and objects of the matrix. The salesperson {@code anna} is in team {@code hunters} and unit {@code north}; the objects belong to her,
 * to her team (of another unit, so that only the team counts), to a colleague of her unit, and to a seller of another unit and team.
 */
final class AccessObjects {

    private static final Map<String, Object> CALL =
            Sequences.draft("call", List.of(Sequences.node("call", "phone-call", null, "name", "Call")));

    private final RunningSuite suite;

    /** Ids of users, teams and units are new in each run: an attached suite has those of former runs. */
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    private final AtomicInteger created = new AtomicInteger();
    private final Map<String, String> shared = new HashMap<>();

    AccessObjects(RunningSuite suite) {
        this.suite = suite;
    }

    String token(Role role) {
        return switch (role) {
            case SALESPERSON -> token("anna", "north", List.of(team()));
            case SYSTEM_ADMINISTRATOR, SEQUENCE_MANAGER, SALES_MANAGER ->
                suite.local().tokens().token(role.label() + "-" + run, List.of(role.label()), List.of(), unit("north"));
        };
    }

    private String token(String user, String unit, List<String> teams) {
        return suite.local().tokens().token(user(user), List.of(Role.SALESPERSON.label()), teams, unit(unit));
    }

    private String user(String name) {
        return name + "-" + run;
    }

    private String unit(String name) {
        return name + "-" + run;
    }

    private String team() {
        return "hunters-" + run;
    }

    /** Owner of a relation's objects. */
    private String owner(Relation relation) {
        return switch (relation) {
            case OWN -> user("anna");
            case TEAM -> team();
            case UNIT -> user("ben");
            case FOREIGN -> user("carl");
        };
    }

    private static String ownerType(Relation relation) {
        return relation == Relation.TEAM ? "team" : "user";
    }

    /** The user who creates a relation's sequences and templates. */
    private String author(Relation relation) {
        return switch (relation) {
            case OWN -> token("anna", "north", List.of(team()));
            case UNIT -> token("ben", "north", List.of());
            case TEAM -> token("dora", "south", List.of());
            case FOREIGN -> token("carl", "south", List.of());
        };
    }

    /** A text that the names of all objects of this run contain. */
    String run() {
        return run;
    }

    /** A text that no other object has. */
    String unique() {
        return run + "-" + created.incrementAndGet();
    }

    /** Id of the object of this type and relation, which all rows share. */
    String shared(String type, Relation relation) {
        String key = type + " " + relation;
        String known = shared.get(key);
        if (known == null) {
            known = create(type, relation);
            shared.put(key, known);
        }
        return known;
    }

    String create(String type, Relation relation) {
        return switch (type) {
            case "draft" -> draft(relation);
            case "sequence" -> sequence(relation);
            case "revision" -> revision(relation);
            case "template" -> template(relation);
            case "calendar" -> calendar();
            case "tag" -> id(designer(), "/tags", Map.of("name", "Tag " + unique()));
            case "record" -> record(relation);
            case "enrollment" -> enrollment(relation);
            case "item" -> item(relation);
            case "segment" -> segment();
            case "seller" -> owner(relation);
            case "team" -> newTeam();
            case "test" -> abTest(relation);
            case "job" -> job();
            case "insight" -> insight(relation);
            case "parked" -> UUID.randomUUID().toString();
            default -> throw new IllegalArgumentException("unknown object type " + type);
        };
    }

    private Api designer() {
        return suite.designer(suite.maria());
    }

    private static String id(Api api, String path, Object body) {
        return Sequences.require(api.post(path, body), 201).path("id").asText();
    }

    private String draft(Relation relation) {
        Api author = suite.designer(author(relation));
        String id = id(author, "/sequences", Map.of("name", "Access " + unique()));
        Sequences.require(author.put("/sequences/" + id + "/draft", CALL), 200);
        return assigned(author, id, relation);
    }

    private static String assigned(Api author, String id, Relation relation, String team) {
        if (relation == Relation.TEAM) {
            Sequences.require(
                    author.post("/sequences/" + id + "/assign", Map.of("ownerType", "team", "ownerId", team)), 200);
        }
        return id;
    }

    private String assigned(Api author, String id, Relation relation) {
        return assigned(author, id, relation, team());
    }

    private String sequence(Relation relation) {
        String id = draft(relation);
        Sequences.require(designer().post("/sequences/" + id + "/activate", Map.of("changeDescription", "first")), 200);
        return id;
    }

    private String revision(Relation relation) {
        String id = sequence(relation);
        Sequences.require(designer().post("/sequences/" + id + "/revise"), 200);
        return id;
    }

    /** Templates have no team and no unit: the creator is the owner. */
    private String template(Relation relation) {
        return id(
                suite.designer(author(relation)),
                "/message-templates",
                Map.of(
                        "name",
                        "Access " + unique(),
                        "channel",
                        "email",
                        "contents",
                        Map.of("en", Map.of("subject", "S", "body", "B"))));
    }

    private String calendar() {
        String id = "access-" + unique();
        Sequences.require(
                designer()
                        .post(
                                "/holiday-calendars",
                                Map.of(
                                        "id",
                                        id,
                                        "name",
                                        id,
                                        "holidays",
                                        List.of(Map.of("day", "2026-12-25", "name", "Day")))),
                201);
        return id;
    }

    private String record(Relation relation) {
        String id = "access-" + unique();
        Sequences.require(
                suite.segment(suite.maria())
                        .put(
                                "/records/lead/" + id,
                                Map.of(
                                        "name",
                                        id,
                                        "ownerType",
                                        ownerType(relation),
                                        "ownerId",
                                        owner(relation),
                                        "fields",
                                        Map.of("City", "Access"))),
                201);
        RunningSuite.eventually("the enrollment service knows record " + id, () -> suite.enrollment(suite.maria())
                .post(
                        "/activities",
                        Map.of(
                                "id",
                                "known-" + id,
                                "type",
                                "text-sent",
                                "recordType",
                                "lead",
                                "recordId",
                                id,
                                "at",
                                "2026-01-01T00:00:00Z"))
                .ok());
        return id;
    }

    /** A record of the relation in a sequence of the relation. */
    private String enrollment(Relation relation) {
        String sequence = shared("sequence", relation);
        String record = record(relation);
        Api enrollment = suite.enrollment(suite.maria());
        Map<String, String> request = Map.of("sequenceId", sequence, "recordType", "lead", "recordId", record);
        LastReply reply = new LastReply();
        RunningSuite.eventually(
                "record " + record + " is enrolled in " + sequence,
                () -> reply.keep(enrollment.post("/enrollments", request)).status() == 201);
        return reply.get().field("id");
    }

    /** The work item of the only step of the relation's enrollment. */
    private String item(Relation relation) {
        String record = suite.enrollment(suite.maria())
                .get("/enrollments/" + shared("enrollment", relation))
                .field("recordId");
        Api worklist = suite.worklist(token(Role.SYSTEM_ADMINISTRATOR));
        LastReply reply = new LastReply();
        RunningSuite.eventually(
                "the work item of " + record, () -> reply.keep(worklist.get("/work-items?due=all&q=" + record))
                        .json()
                        .path("items")
                        .has(0));
        return reply.get().json().path("items").path(0).path("id").asText();
    }

    private String segment() {
        return Sequences.segment(suite, shared("sequence", Relation.OWN), "Access " + unique());
    }

    private String newTeam() {
        String id = "access-" + unique();
        Sequences.require(
                suite.segment(suite.maria()).put("/teams/" + id, Map.of("name", id, "members", List.of())), 200);
        return id;
    }

    private String abTest(Relation relation) {
        String id = draft(relation);
        Api author = designer();
        Map<String, Object> version = Map.of("name", "short", "templateId", "access");
        Sequences.require(
                author.put(
                        "/sequences/" + id + "/draft",
                        Sequences.draft(
                                "test",
                                List.of(Sequences.node(
                                        "test", "ab-test", null, "name", "Test", "a", version, "b", version)))),
                200);
        Sequences.require(author.post("/sequences/" + id + "/activate", Map.of("changeDescription", "first")), 200);
        LastReply reply = new LastReply();
        RunningSuite.eventually("the test of " + id, () -> reply.keep(
                        suite.enrollment(suite.maria()).get("/ab-tests?sequenceId=" + id))
                .json()
                .path("items")
                .has(0));
        JsonNode tests = reply.get().json().path("items");
        return tests.get(0).path("id").asText();
    }

    private String job() {
        Reply accepted = suite.segment(suite.maria())
                .post(
                        "/records/import?recordType=lead&idColumn=id",
                        "text/csv",
                        "id,City\naccess-" + unique() + ",Access\n");
        return Sequences.require(accepted, 202).path("id").asText();
    }

    /** A sequence that the insights know. */
    private String insight(Relation relation) {
        String id = shared("sequence", relation);
        RunningSuite.eventually("insights know " + id, () -> suite.insights(suite.maria())
                .get("/insights/sequences/" + id)
                .ok());
        return id;
    }

    /** The last response of a request that is repeated until it succeeds. */
    private static final class LastReply {

        private @Nullable Reply last;

        Reply keep(Reply reply) {
            last = reply;
            return reply;
        }

        Reply get() {
            return Objects.requireNonNull(last, "no request was sent");
        }
    }
}
