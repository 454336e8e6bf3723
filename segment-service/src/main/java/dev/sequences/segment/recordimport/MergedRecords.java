package dev.sequences.segment.recordimport;

import dev.sequences.language.condition.FieldValue;
import dev.sequences.segment.record.RecordKey;
import dev.sequences.segment.record.RecordState;
import dev.sequences.segment.record.StoredRecord;
import dev.sequences.segment.recordimport.ImportOptions.EmptyCells;
import dev.sequences.segment.recordimport.ImportOptions.Mode;
import dev.sequences.segment.recordimport.model.FileRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Merges rows of a file into the existing records and counts what changes. */
final class MergedRecords {

    private final ImportInput input;
    private final String importer;
    private final List<RecordState> changed = new ArrayList<>();
    private long created;
    private long updated;
    private long unchanged;
    private long added;
    private long replaced;
    private long removed;

    MergedRecords(ImportInput input, String importer) {
        this.input = input;
        this.importer = importer;
    }

    /** @param before null if there is no such record */
    void add(FileRow.Accepted row, @Nullable StoredRecord before) {
        RecordState after = state(row, before);
        count(before == null ? Map.of() : before.fields(), after.fields());
        if (before == null) {
            created++;
        } else if (isSame(before, after)) {
            unchanged++;
            return;
        } else {
            updated++;
        }
        changed.add(after);
    }

    private RecordState state(FileRow.Accepted row, @Nullable StoredRecord before) {
        RecordKey key = new RecordKey(input.recordType(), row.recordId());
        if (before == null) {
            return new RecordState(key, row.name(), "user", input.owner(row, importer), true, null, row.fields());
        }
        boolean clears = input.options().emptyCells() == EmptyCells.CLEAR;
        String name =
                row.name() != null ? row.name() : clears && input.columns().name() != null ? null : before.name();
        return new RecordState(
                key,
                name,
                row.owner() == null ? before.ownerType() : "user",
                row.owner() == null ? before.ownerId() : row.owner(),
                before.active(),
                before.closedAs(),
                fields(row, before.fields(), clears));
    }

    private Map<String, Object> fields(FileRow.Accepted row, Map<String, Object> before, boolean clears) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (input.options().mode() == Mode.MERGE) {
            fields.putAll(before);
        } else {
            before.forEach((name, value) -> {
                if (row.empty().contains(name)) {
                    fields.put(name, value);
                }
            });
        }
        if (clears) {
            fields.keySet().removeAll(row.empty());
        }
        fields.putAll(row.fields());
        return fields;
    }

    private void count(Map<String, Object> before, Map<String, Object> after) {
        after.forEach((name, value) -> {
            Object old = before.get(name);
            if (old == null) {
                added += value == null ? 0 : 1;
            } else if (!isSame(old, value)) {
                replaced++;
            }
        });
        before.forEach((name, value) -> removed += value != null && !after.containsKey(name) ? 1 : 0);
    }

    private static boolean isSame(StoredRecord before, RecordState after) {
        return Objects.equals(before.name(), after.name())
                && before.ownerType().equals(after.ownerType())
                && before.ownerId().equals(after.ownerId())
                && before.fields().keySet().equals(after.fields().keySet())
                && before.fields().entrySet().stream()
                        .allMatch(
                                field -> isSame(field.getValue(), after.fields().get(field.getKey())));
    }

    private static boolean isSame(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number && other instanceof Number) {
            BigDecimal number = FieldValue.number(one);
            BigDecimal otherNumber = FieldValue.number(other);
            return number != null && otherNumber != null && number.compareTo(otherNumber) == 0;
        }
        return Objects.equals(one, other);
    }

    /** The new and changed records. */
    List<RecordState> changed() {
        return changed;
    }

    ImportReport.Counts counts() {
        return new ImportReport.Counts(created, updated, unchanged, added, replaced, removed);
    }
}
