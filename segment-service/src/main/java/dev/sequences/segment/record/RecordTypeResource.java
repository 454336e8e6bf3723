package dev.sequences.segment.record;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Lists the fields of the records of a type, for the editor of conditions. */
@Path("/record-types/{type}")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class RecordTypeResource {

    private static final int MAX_VALUES = 30;

    private static final String COUNTS =
            "select count(*) as records, count(*) filter (where active) as active from record"
                    + " where record_type = ? and not deleted";

    private static final String FIELDS = """
            with cell as (
              select f.key, f.value, count(*) as records
              from (select fields from record where record_type = ? and not deleted limit 50000) r,
                jsonb_each_text(r.fields) f where f.value is not null and f.value <> '' group by 1, 2),
            field as (select key, sum(records) as records, count(*) as distinct_values from cell group by 1)
            select field.key, field.records as field_records, field.distinct_values, cell.value, cell.records as value_records
            from field left join cell on cell.key = field.key and field.distinct_values <= ?
            order by field.records desc, field.key, cell.records desc, cell.value
            """;

    private final DataSource dataSource;

    RecordTypeResource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param fields of the first 50 000 records, most frequent first */
    record RecordType(String recordType, long records, long active, List<Field> fields) {}

    /**
     * @param records number of records with a value in this field
     * @param distinct number of different values
     * @param values all values, most frequent first, if there are at most 30; otherwise empty
     */
    record Field(String name, long records, long distinct, List<Value> values) {}

    record Value(String value, long records) {}

    @GET
    public RecordType get(@PathParam("type") String type) {
        RecordRequests.checkType(type);
        try (Connection connection = dataSource.getConnection()) {
            List<Field> fields = fields(connection, type);
            return Rows.of(connection, COUNTS)
                    .with(type)
                    .one(row -> new RecordType(type, row.longValue("records"), row.longValue("active"), fields));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static List<Field> fields(Connection connection, String type) {
        Map<String, Field> fields = new LinkedHashMap<>();
        Rows.of(connection, FIELDS).with(type, MAX_VALUES).forEach(row -> {
            String name = row.text("key");
            Field field = fields.get(name);
            if (field == null) {
                field = new Field(
                        name, row.longValue("field_records"), row.longValue("distinct_values"), new ArrayList<>());
                fields.put(name, field);
            }
            String value = row.textOrNull("value");
            if (value != null) {
                field.values().add(new Value(value, row.longValue("value_records")));
            }
        });
        return List.copyOf(fields.values());
    }
}
