package dev.sequences.segment.recordtype;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.segment.recordtype.model.Declaration;
import dev.sequences.segment.recordtype.model.RecordTypeEvent.RecordTypeDeclared;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Table {@code record_type}, updated in the transaction of the events, since a declared type is enforced from its commit on. */
@ApplicationScoped
public class DeclarationRows implements EventEffect {

    /** A declaration with its version; version 0 and {@link Declaration#NONE} if the type was never declared. */
    public record Declared(Declaration declaration, long version) {

        static final Declared NEVER = new Declared(Declaration.NONE, 0);
    }

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        for (Recorded<?> recorded : events) {
            if (recorded.event() instanceof RecordTypeDeclared(Declaration declaration)) {
                Rows.of(
                                unit.connection(),
                                "insert into record_type (record_type, declaration, version, changed_by, changed_at)"
                                        + " values (?, ?::jsonb, ?, ?, ?) on conflict (record_type) do update set"
                                        + " declaration = excluded.declaration, version = excluded.version,"
                                        + " changed_by = excluded.changed_by, changed_at = excluded.changed_at")
                        .with(
                                RecordTypeStream.typeOf(recorded.aggregateId()),
                                Json.text(declaration),
                                recorded.position() + 1,
                                recorded.cause().actor(),
                                recorded.at())
                        .update();
            }
        }
    }

    /** The declaration of a record type, as of this transaction. */
    public static Declaration of(Connection connection, String recordType) {
        return read(connection, recordType).declaration();
    }

    static Declared read(Connection connection, String recordType) {
        return Rows.of(connection, "select declaration, version from record_type where record_type = ?")
                .with(recordType)
                .first(row ->
                        new Declared(Json.read(row.text("declaration"), Declaration.class), row.longValue("version")))
                .orElse(Declared.NEVER);
    }

    /** All declared types. */
    static Map<String, Declared> all(Connection connection) {
        Map<String, Declared> all = new HashMap<>();
        Rows.of(connection, "select record_type, declaration, version from record_type")
                .forEach(row -> all.put(
                        row.text("record_type"),
                        new Declared(Json.read(row.text("declaration"), Declaration.class), row.longValue("version"))));
        return all;
    }
}
