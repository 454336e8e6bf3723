package dev.sequences.local.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/**
 * Renders a sheet while it is sent, so that a file of any size needs one row of memory. Every row stands on the line on which it stands in
 * the sheet: the import names rows by their lines, and takes the line as id where there is none.
 */
final class SheetUpload extends InputStream {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180;
    private static final String LINE_BREAK = "\r\n";

    private final LeadSheet sheet;
    private final LeadRows rows;
    private long line = 1;
    private byte[] bytes;
    private int position;

    SheetUpload(LeadSheet sheet) throws IOException {
        this.sheet = sheet;
        this.rows = sheet.rows();
        this.bytes = rendered(rows.headerLine(), withOwner(sheet.columns(), LeadSheet.OWNER_COLUMN));
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
        // A row that is too short stays so: one more cell could make it look whole.
        var tooShort = row.cells().size() < sheet.columns().size();
        bytes = rendered(row.line(), tooShort ? row.cells() : withOwner(row.cells(), row.owner()));
        position = 0;
        return true;
    }

    private List<String> withOwner(List<String> cells, String owner) {
        var all = new ArrayList<>(cells);
        if (sheet.ownerIndex() < 0) {
            all.add(owner);
        } else if (all.get(sheet.ownerIndex()).isEmpty()) {
            all.set(sheet.ownerIndex(), owner);
        }
        return all;
    }

    private byte[] rendered(long atLine, List<String> cells) {
        var text = LINE_BREAK.repeat((int) (atLine - line)) + FORMAT.format(cells.toArray()) + LINE_BREAK;
        line += text.chars().filter(character -> character == '\n').count();
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
