package dev.sequences.local.demo;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet in order, each with its id, its owner and what is wrong with it. */
final class LeadRows implements Closeable {

    /** Limits of the import, see the documentation of POST /records/import. */
    private static final int LONGEST_ID = 200;

    private static final int LONGEST_VALUE = 10_000;
    private static final int LONGEST_ROW = 200_000;

    private final LeadSheet sheet;
    private final DelimitedRows rows;
    private final Set<String> ids = new HashSet<>();
    private final long headerLine;
    private long ordinal;

    /**
     * One record to be.
     *
     * @param line line number in the sheet
     * @param cells trimmed, in the order of the sheet's columns
     * @param fault why the import will refuse the row; null for a sound row
     * @param repeated the fault is an id that an earlier row has
     */
    record LeadRow(
            long line,
            String id,
            String owner,
            List<String> cells,
            @Nullable String fault,
            boolean repeated) {}

    LeadRows(LeadSheet sheet, DelimitedRows rows, long headerLine) {
        this.sheet = sheet;
        this.rows = rows;
        this.headerLine = headerLine;
    }

    @Nullable
    LeadRow next() throws IOException {
        var row = rows.next();
        if (row == null) {
            return null;
        }
        var dealt = Seller.TEAM.get((int) (ordinal++ % Seller.TEAM.size())).name();
        var cells = row.cells().stream().map(String::strip).toList();
        if (row.fault() != null) {
            return new LeadRow(row.line(), "", dealt, cells, row.fault(), false);
        }
        var id = sheet.idIndex() < 0 ? Long.toString(row.line()) : cells.get(sheet.idIndex());
        var given = sheet.ownerIndex() < 0 ? "" : cells.get(sheet.ownerIndex());
        var owner = given.isEmpty() ? dealt : given;
        var unusable = unusable(id, cells);
        if (unusable != null) {
            return new LeadRow(row.line(), id, owner, cells, unusable, false);
        }
        var repeated = !ids.add(id);
        var fault = repeated ? "\"%s\" %s is used by an earlier row".formatted(sheet.idColumn(), id) : null;
        return new LeadRow(row.line(), id, owner, cells, fault, repeated);
    }

    private @Nullable String unusable(String id, List<String> cells) {
        if (id.isEmpty()) {
            return "no \"%s\"".formatted(sheet.idColumn());
        }
        if (id.length() > LONGEST_ID || id.chars().anyMatch(Character::isISOControl)) {
            return "\"%s\" has more than %d or unreadable characters".formatted(sheet.idColumn(), LONGEST_ID);
        }
        var length = 0;
        for (var cell : cells) {
            length += cell.length();
            if (cell.length() > LONGEST_VALUE || cell.indexOf('\0') >= 0 || length > LONGEST_ROW) {
                return "a value that is too long or unreadable";
            }
        }
        return null;
    }

    long headerLine() {
        return headerLine;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
