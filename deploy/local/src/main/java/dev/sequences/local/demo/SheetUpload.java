package dev.sequences.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/** Renders a sheet while it is sent, so that a file of any size needs one row of memory. */
final class SheetUpload extends InputStream {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180;

    private final LeadSheet sheet;
    private final LeadRows rows;
    private byte[] bytes;
    private int position;

    SheetUpload(LeadSheet sheet) throws IOException {
        this.sheet = sheet;
        this.rows = sheet.rows();
        this.bytes = rendered(sheet.columns(), LeadSheet.OWNER_COLUMN, LeadSheet.LINE_COLUMN);
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        var copied = 0;
        while (copied < length && fill()) {
            var part = Math.min(length - copied, bytes.length - position);
            System.arraycopy(bytes, position, target, offset + copied, part);
            position += part;
            copied += part;
        }
        return copied == 0 && length > 0 ? -1 : copied;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }

    private boolean fill() throws IOException {
        if (position < bytes.length) {
            return true;
        }
        var row = rows.next();
        if (row == null) {
            return false;
        }
        bytes = rendered(withOwner(row), row.owner(), Long.toString(row.line()));
        position = 0;
        return true;
    }

    /** A given owner column keeps its place; an empty cell in it gets the seller to whom the row was dealt. */
    private List<String> withOwner(LeadRows.LeadRow row) {
        if (sheet.ownerIndex() < 0 || row.fault() != null) {
            return row.cells();
        }
        var cells = new ArrayList<>(row.cells());
        cells.set(sheet.ownerIndex(), row.owner());
        return cells;
    }

    private byte[] rendered(List<String> cells, String owner, String line) {
        var all = new ArrayList<>(cells);
        if (sheet.ownerIndex() < 0) {
            all.add(owner);
        }
        if (sheet.idIndex() < 0) {
            all.add(line);
        }
        return (FORMAT.format(all.toArray()) + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
