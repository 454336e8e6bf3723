package dev.sequences.segment.record;

import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/** Which fields the records of a type have: what conditions can ask for. */
@Path("/record-types/{type}")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class RecordTypeResource {

    private static final int FEW = 30;

    private final DataSource dataSource;

    RecordTypeResource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param fields over the first 50 000 records, most used first */
    record RecordType(String recordType, long records, long active, List<Field> fields) {}

    /**
     * @param records how many have data in it
     * @param distinct how many different values there are
     * @param values all of them, most used first, when there are not more than 30; else none
     */
    record Field(String name, long records, long distinct, List<Value> values) {}

    record Value(String value, long records) {}

    @GET
    public RecordType get(@PathParam("type") String type) {
        RecordRequests.checkType(type);
        try (Connection connection = dataSource.getConnection()) {
            long[] counts = counts(connection, type);
            return new RecordType(type, counts[0], counts[1], fields(connection, type));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static long[] counts(Connection connection, String type) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement("select count(*), count(*) filter (where active)"
                + " from record where record_type = ? and not deleted")) {
            count.setString(1, type);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return new long[] {row.getLong(1), row.getLong(2)};
            }
        }
    }

    private static List<Field> fields(Connection connection, String type) throws SQLException {
        record Seen(long records, long distinct, List<Value> values) {}
        Map<String, Seen> seen = new LinkedHashMap<>();
        try (PreparedStatement read = connection.prepareStatement("with cell as ("
                + "  select f.key, f.value, count(*) as records"
                + "  from (select fields from record where record_type = ? and not deleted limit 50000) r,"
                + "    jsonb_each_text(r.fields) f where f.value is not null and f.value <> '' group by 1, 2),"
                + " field as (select key, sum(records) as records, count(*) as distinct_values from cell group by 1)"
                + " select field.key, field.records, field.distinct_values, cell.value, cell.records from field"
                + " left join cell on cell.key = field.key and field.distinct_values <= " + FEW
                + " order by field.records desc, field.key, cell.records desc, cell.value")) {
            read.setString(1, type);
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    long records = row.getLong(2);
                    long distinct = row.getLong(3);
                    Seen field =
                            seen.computeIfAbsent(row.getString(1), k -> new Seen(records, distinct, new ArrayList<>()));
                    String value = row.getString(4);
                    if (value != null) {
                        field.values().add(new Value(value, row.getLong(5)));
                    }
                }
            }
        }
        return seen.entrySet().stream()
                .map(e -> new Field(
                        e.getKey(),
                        e.getValue().records(),
                        e.getValue().distinct(),
                        e.getValue().values()))
                .toList();
    }
}
