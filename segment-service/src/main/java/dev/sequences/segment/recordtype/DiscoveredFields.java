package dev.sequences.segment.recordtype;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.segment.recordtype.model.FieldType;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields found in the records of a type. */
final class DiscoveredFields {

    private static final int MAX_VALUES = 30;

    /** A type is recognized as conditions read texts (see {@link FieldType#accepts}); a day like February 30 counts as a date. */
    private static final String FIELDS = """
            with cell as (
              select f.key, f.value, count(*) as records
              from (select fields from record where record_type = ? and not deleted limit 50000) r,
                jsonb_each_text(r.fields) f where f.value ~ '\\S' group by 1, 2),
            kind as (
              select key, value, records, case
                when value ~ '^\\s*-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?\\s*$' and length(value) <= 400 then 'number'
                when value ~* '^\\s*(true|false)\\s*$' then 'boolean'
                when value !~ '^\\s*[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])' then 'text'
                when value ~ '^\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}\\s*$' then 'date'
                when value ~ ('^\\s*[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?'
                  || '(Z|[+-][0-9]{2}(:[0-9]{2}(:[0-9]{2})?)?)?\\s*$') then 'date-time'
                else 'text' end as kind
              from cell),
            field as (
              select key, sum(records) as records, count(*) as distinct_values, case
                when every(kind = 'number') then 'number'
                when every(kind = 'boolean') then 'boolean'
                when every(kind = 'date') then 'date'
                when every(kind in ('date', 'date-time')) then 'date-time'
                when count(*) <= ? and count(*) < sum(records) then 'choice'
                else 'text' end as type
              from kind group by key)
            select field.key, field.type, field.records as field_records, field.distinct_values, cell.value,
              cell.records as value_records
            from field left join cell on cell.key = field.key and field.distinct_values <= ?
            order by field.records desc, field.key, cell.records desc, cell.value
            """;

    private DiscoveredFields() {}

    record Value(String value, long records) {}

    /**
     * A field found in records.
     *
     * @param records number of records with a value in this field
     * @param type of all values; a text with few repeated values is a choice
     * @param values all values, most frequent first, if there are at most 30; otherwise empty
     */
    record Discovered(String name, long records, long distinct, FieldType type, List<Value> values) {

        static Discovered none(String name) {
            return new Discovered(name, 0, 0, FieldType.TEXT, List.of());
        }
    }

    /** Number of records of a type. */
    record Count(long records, long active) {

        static final Count NONE = new Count(0, 0);
    }

    /** Fields of the first 50 000 records, most frequent first. */
    static List<Discovered> of(Connection connection, String recordType) {
        Map<String, Discovered> fields = new LinkedHashMap<>();
        Rows.of(connection, FIELDS).with(recordType, MAX_VALUES, MAX_VALUES).forEach(row -> {
            String name = row.text("key");
            Discovered field = fields.get(name);
            if (field == null) {
                field = new Discovered(
                        name,
                        row.longValue("field_records"),
                        row.longValue("distinct_values"),
                        FieldType.of(row.text("type")).orElseThrow(),
                        new ArrayList<>());
                fields.put(name, field);
            }
            String value = row.textOrNull("value");
            if (value != null) {
                field.values().add(new Value(value, row.longValue("value_records")));
            }
        });
        return List.copyOf(fields.values());
    }

    /** Numbers of records by type; types without records are missing. */
    static Map<String, Count> counts(Connection connection) {
        Map<String, Count> counts = new HashMap<>();
        Rows.of(
                        connection,
                        "select record_type, count(*) as records, count(*) filter (where active) as active from record"
                                + " where not deleted group by record_type")
                .forEach(row -> counts.put(
                        row.text("record_type"), new Count(row.longValue("records"), row.longValue("active"))));
        return counts;
    }
}
