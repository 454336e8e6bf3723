package dev.sequences.segment.recordimport;

import dev.sequences.segment.recordimport.model.FileRefusal;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The texts that a workbook stores apart from its cells, in two temporary files: the texts, and the position of each. Memory does not depend on
 * their number. Cells refer to most texts in the order of the table, so a window on each file serves most reads.
 */
final class SharedTexts implements AutoCloseable {

    private final Path texts;
    private final Path positions;
    private final DataOutputStream out;
    private final DataOutputStream positionsOut;
    private long count;
    private long length;
    private final FileWindow readTexts;
    private final FileWindow readPositions;

    SharedTexts() throws IOException {
        texts = Files.createTempFile("import-", ".texts");
        positions = Files.createTempFile("import-", ".positions");
        out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(texts), FileWindow.SIZE));
        positionsOut =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(positions), FileWindow.SIZE));
        readTexts = new FileWindow(texts);
        readPositions = new FileWindow(positions);
    }

    void add(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        positionsOut.writeLong(length);
        out.write(bytes);
        length += bytes.length;
        count++;
    }

    /** Ends adding. */
    void complete() throws IOException {
        positionsOut.writeLong(length);
        positionsOut.flush();
        out.flush();
    }

    /** The text with this number, counted from 0. Throws {@link FileRefusal} if there is none. Call it after {@link #complete}. */
    String get(long index) throws IOException {
        if (index < 0 || index >= count) {
            throw FileRefusal.notXlsx("a damaged file");
        }
        ByteBuffer bounds = ByteBuffer.wrap(readPositions.read(index * Long.BYTES, 2 * Long.BYTES));
        long begin = bounds.getLong();
        int size = Math.toIntExact(bounds.getLong() - begin);
        return new String(readTexts.read(begin, size), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        try (out;
                positionsOut;
                readTexts;
                readPositions) {
            Files.deleteIfExists(texts);
            Files.deleteIfExists(positions);
        }
    }

    /** Reads parts of a file through a buffer that is moved if a part is outside of it. */
    private static final class FileWindow implements AutoCloseable {

        static final int SIZE = 256 * 1024;

        private final FileChannel file;
        private final ByteBuffer window = ByteBuffer.allocate(SIZE);
        private long begin;

        FileWindow(Path path) throws IOException {
            file = FileChannel.open(path, StandardOpenOption.READ);
            window.limit(0);
        }

        byte[] read(long position, int size) throws IOException {
            if (size > SIZE) {
                ByteBuffer whole = ByteBuffer.allocate(size);
                fill(whole, position);
                return whole.array();
            }
            if (position < begin || position + size > begin + window.limit()) {
                begin = Math.max(0, position - SIZE / 4);
                window.clear();
                fill(window, begin);
                window.flip();
            }
            int from = (int) (position - begin);
            return Arrays.copyOfRange(window.array(), from, from + size);
        }

        private void fill(ByteBuffer buffer, long from) throws IOException {
            while (buffer.hasRemaining() && file.read(buffer, from + buffer.position()) > 0) {
                // Reads on until the buffer is full or the file ends.
            }
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
