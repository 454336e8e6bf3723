package dev.sequences.segment.views.rules;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.assignment.model.rule.RuleDefinition;
import dev.sequences.segment.assignment.model.rule.RuleEvent;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleActivated;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleChanged;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleCreated;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleDeactivated;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RuleDeleted;
import dev.sequences.segment.assignment.model.rule.RuleEvent.RulesOrdered;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentDeleted;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Table {@code assignment_rule}, updated in the transaction of the events: decisions compile their rules from it. */
@ApplicationScoped
public class RulesView implements EventEffect {

    private static final String INSERT = """
            insert into assignment_rule (segment_id, id, place, definition, activated_at)
            select ?, ?, coalesce(max(place), 0) + 1, ?::jsonb, ?::timestamptz from assignment_rule where segment_id = ?
            """;

    private static final String CHANGE = """
            update assignment_rule set definition = ?::jsonb, activated_at = ?::timestamptz where segment_id = ? and id = ?
            """;

    private static final String ORDER = """
            update assignment_rule r set place = k.place from unnest(?::text[]) with ordinality k(id, place)
            where r.segment_id = ? and r.id = k.id
            """;

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        boolean changed = false;
        for (Recorded<?> recorded : events) {
            if (recorded.event() instanceof RuleEvent event) {
                changed = true;
                apply(unit.connection(), recorded.aggregateId().substring("rules:".length()), event);
            } else if (recorded.event() instanceof SegmentDeleted) {
                Rows.of(unit.connection(), "delete from assignment_rule where segment_id = ?")
                        .with(recorded.aggregateId())
                        .update();
            }
        }
        if (changed) {
            Rows.of(
                            unit.connection(),
                            "insert into segment_epoch values (true, nextval('segment_epoch_number'))"
                                    + " on conflict (singleton) do update set epoch = nextval('segment_epoch_number')")
                    .update();
        }
    }

    private static void apply(Connection connection, String segmentId, RuleEvent event) {
        switch (event) {
            case RuleCreated(String id, RuleDefinition rule, Instant activatedAt) ->
                Rows.of(connection, INSERT)
                        .with(segmentId, id, Json.text(rule), activatedAt, segmentId)
                        .update();
            case RuleChanged(String id, RuleDefinition rule, Instant activatedAt) ->
                Rows.of(connection, CHANGE)
                        .with(Json.text(rule), activatedAt, segmentId, id)
                        .update();
            case RuleActivated(String id, Instant at) -> activation(connection, segmentId, id, at);
            case RuleDeactivated(String id) -> activation(connection, segmentId, id, null);
            case RuleDeleted(String id) -> {
                Rows.of(connection, "delete from assignment_rule where segment_id = ? and id = ?")
                        .with(segmentId, id)
                        .update();
                Rows.of(connection, "delete from assignment_rule_turn where rule_id = ?")
                        .with(id)
                        .update();
            }
            case RulesOrdered(List<String> ids) ->
                Rows.of(connection, ORDER).with(ids, segmentId).update();
        }
    }

    private static void activation(Connection connection, String segmentId, String id, @Nullable Instant at) {
        Rows.of(connection, "update assignment_rule set activated_at = ?::timestamptz where segment_id = ? and id = ?")
                .with(at, segmentId, id)
                .update();
    }
}
