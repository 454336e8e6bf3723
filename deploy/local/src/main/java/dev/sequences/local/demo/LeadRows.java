package dev.sequences.local.demo;

import java.io.Closeable;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet in order, each with its id, its owner and what is wrong with it. */
final class LeadRows implements Closeable {

    private final LeadSheet sheet;
    private final DelimitedRows rows;
    private final Set<String> ids = new HashSet<>();
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

    LeadRows(LeadSheet sheet, DelimitedRows rows) {
        this.sheet = sheet;
        this.rows = rows;
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
        if (id.isEmpty()) {
            var fault = "no \"%s\"".formatted(sheet.idColumn());
            return new LeadRow(row.line(), id, owner, cells, fault, false);
        }
        if (!ids.add(id)) {
            var fault = "\"%s\" %s is used by an earlier row".formatted(sheet.idColumn(), id);
            return new LeadRow(row.line(), id, owner, cells, fault, true);
        }
        return new LeadRow(row.line(), id, owner, cells, null, false);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
