package dev.sequences.enrollment.intake.definitions.graph;

import dev.sequences.chassis.json.Json;
import dev.sequences.contracts.definition.AbTestV1;
import dev.sequences.contracts.definition.AbVersionV1;
import dev.sequences.contracts.definition.ConditionV1;
import dev.sequences.contracts.definition.EmailConditionV1;
import dev.sequences.contracts.definition.EventWaitV1;
import dev.sequences.contracts.definition.ExitCriterionV1;
import dev.sequences.contracts.definition.FieldConditionV1;
import dev.sequences.contracts.definition.NodeV1;
import dev.sequences.contracts.definition.SequenceActivatedV1;
import dev.sequences.contracts.definition.StageConditionV1;
import dev.sequences.contracts.definition.UpdateFieldV1;
import dev.sequences.enrollment.enrollment.model.graph.AssignTo;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.Graph.Exit;
import dev.sequences.enrollment.enrollment.model.graph.Node;
import dev.sequences.language.condition.Condition;
import dev.sequences.language.condition.Operator;
import dev.sequences.language.duration.FixedDuration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps a published version to the graph that enrollments follow. Refuses what this release cannot execute, so that the
 * message is parked instead of stranding records.
 */
public final class DefinitionReader {

    private static final Map<String, String> ACTIVITIES_BY_EXIT = Map.of(
            "reply",
            "email-replied",
            "bounce",
            "email-bounced",
            "opt-out",
            "opt-out",
            "meeting-booked",
            "meeting-booked");

    private static final Set<String> ON_MISSING = Set.of("take-no", "take-yes", "error");

    private DefinitionReader() {}

    /**
     * Reads a stored version: the JSON of the event, or of the parts of it that earlier releases stored. The oldest ones
     * have no assignment rule, since the record's owner always got the steps.
     *
     * @throws IllegalArgumentException when it cannot be executed, with the reason
     */
    public static Graph read(String stored) {
        return read(Json.read(stored, SequenceActivatedV1.class));
    }

    /** @throws IllegalArgumentException when it cannot be executed, with the reason */
    public static Graph read(SequenceActivatedV1 version) {
        Map<String, Node> nodes = new LinkedHashMap<>();
        version.graph().nodes().forEach(node -> nodes.put(node.key(), node(node)));
        List<Exit> exits = orEmpty(version.exitCriteria()).stream()
                .map(DefinitionReader::exit)
                .toList();
        return new Graph(version.graph().start(), nodes, exits, assignTo(version.assignTo(), version.assignToField()))
                .with(SettingsReader.read(version));
    }

    private static AssignTo assignTo(@Nullable String rule, @Nullable String field) {
        return rule == null ? AssignTo.RECORD_OWNER : AssignTo.of(rule, field);
    }

    private static Exit exit(ExitCriterionV1 criterion) {
        String on = criterion.on();
        String where = "exit criterion " + on;
        return switch (on) {
            case "field-condition" -> new Exit(on, null, condition(required(criterion.when(), where)));
            case "stage" ->
                new Exit(
                        on,
                        null,
                        Node.stage(required(criterion.process(), where), required(criterion.stages(), where)));
            // A closed record leaves in any case.
            case "record-closed" -> new Exit(on, null, null);
            default -> {
                String activity = ACTIVITIES_BY_EXIT.get(on);
                if (activity == null) {
                    throw new IllegalArgumentException("the exit criterion " + on + " is not supported");
                }
                yield new Exit(on, activity, null);
            }
        };
    }

    private static Node node(NodeV1 node) {
        String key = node.key();
        String where = "node " + key;
        String name = Objects.requireNonNullElse(node.name(), key);
        return switch (node) {
            case NodeV1.Step step ->
                new Node.Step(key, step.type(), name, step.description(), step.templateId(), step.next());
            case NodeV1.AutomatedMessage message ->
                new Node.Message(
                        key,
                        message.type(),
                        name,
                        required(message.templateId(), where),
                        message.language(),
                        message.next());
            case NodeV1.Wait wait -> new Node.Wait(key, duration(wait.duration(), where), wait.next());
            case NodeV1.AbTest test -> abTest(key, name, required(test.abTest(), where), test.next());
            case NodeV1.EmailCondition condition -> {
                EmailConditionV1 set = required(condition.emailCondition(), where);
                yield new Node.EmailCondition(
                        key,
                        Set.copyOf(orEmpty(set.interactions())),
                        "all".equals(set.match()),
                        duration(set.within(), where),
                        set.immediately(),
                        condition.yes(),
                        condition.no());
            }
            case NodeV1.PhoneCondition condition ->
                new Node.PhoneCondition(
                        key,
                        Set.copyOf(orEmpty(
                                required(condition.phoneCondition(), where).results())),
                        condition.yes(),
                        condition.no());
            case NodeV1.FieldCondition condition -> {
                FieldConditionV1 set = required(condition.fieldCondition(), where);
                yield new Node.FieldCondition(
                        key,
                        condition(required(set.when(), where)),
                        onMissing(set.onMissing(), where),
                        condition.yes(),
                        condition.no());
            }
            case NodeV1.StageCondition condition -> {
                StageConditionV1 set = required(condition.stageCondition(), where);
                yield new Node.FieldCondition(
                        key,
                        Node.stage(required(set.process(), where), required(set.stages(), where)),
                        onMissing(set.onMissing(), where),
                        condition.yes(),
                        condition.no());
            }
            case NodeV1.EventWait wait -> {
                EventWaitV1 set = required(wait.eventWait(), where);
                yield new Node.EventWait(
                        key, required(set.event(), where), duration(set.within(), where), wait.yes(), wait.no());
            }
            case NodeV1.UpdateField update -> {
                UpdateFieldV1 set = required(update.updateField(), where);
                yield new Node.UpdateField(
                        key, required(set.field(), where), set.value(), set.ownerType(), set.ownerId(), update.next());
            }
            case NodeV1.Advance advance ->
                new Node.Advance(
                        key, required(required(advance.advance(), where).sequenceId(), where));
            case NodeV1.Other other ->
                throw new IllegalArgumentException(where + ": the type " + other.type() + " is not supported");
        };
    }

    private static Node abTest(String key, String name, AbTestV1 test, @Nullable String next) {
        String where = "node " + key;
        return new Node.AbTest(
                key,
                name,
                abVersion(required(test.a(), where)),
                abVersion(required(test.b(), where)),
                test.shareOfA(),
                required(test.winningMetric(), where),
                test.endsAt(),
                required(test.defaultVersion(), where),
                next);
    }

    private static Node.AbTest.Version abVersion(AbVersionV1 version) {
        return new Node.AbTest.Version(version.templateId(), version.language());
    }

    private static String onMissing(@Nullable String rule, String where) {
        if (rule == null || !ON_MISSING.contains(rule)) {
            throw new IllegalArgumentException(where + ": the rule " + rule + " for a missing field is not supported");
        }
        return rule;
    }

    private static Condition condition(ConditionV1 drawn) {
        if (drawn.all() != null) {
            return related(drawn.related(), new Condition.All(parts(drawn.all())));
        }
        if (drawn.any() != null) {
            return related(drawn.related(), new Condition.Any(parts(drawn.any())));
        }
        String op = required(drawn.op(), "condition");
        Operator operator = Operator.named(op)
                .orElseThrow(() -> new IllegalArgumentException("condition: the operator " + op + " is not supported"));
        return Condition.Leaf.of(required(drawn.field(), "condition"), operator, drawn.value());
    }

    private static Condition related(@Nullable String relation, Condition.Group group) {
        if (relation == null) {
            return group;
        }
        if (group.relations().findAny().isPresent()) {
            throw new IllegalArgumentException("condition: a related record within a related record is not supported");
        }
        return new Condition.Related(relation, group);
    }

    private static List<Condition> parts(List<ConditionV1> parts) {
        return parts.stream().map(DefinitionReader::condition).toList();
    }

    private static Duration duration(@Nullable String text, String where) {
        return FixedDuration.parse(required(text, where))
                .orElseThrow(() -> new IllegalArgumentException(
                        where + ": " + text + " is not an ISO-8601 duration of fixed length"));
    }

    /** The JSON of a message may lack a component that the contract requires. */
    private static <T> T required(@Nullable T value, String where) {
        if (value == null) {
            throw new IllegalArgumentException(where + ": a required value is missing");
        }
        return value;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
