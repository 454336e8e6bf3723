package dev.sequences.segment.recordimport;

import dev.sequences.segment.recordimport.model.FileRefusal;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Copies a workbook so that its cells contain their texts, which spreadsheets store in a table of their own. The reader of workbooks keeps that
 * table in memory; here it is a temporary file, so a million of different texts needs no more memory than a few.
 */
final class InlinedWorkbook {

    private static final int BUFFER = 64 * 1024;
    /** No cell is as long. Longer markup would be read into memory as a whole. */
    private static final int MAX_RUN = 1 << 20;

    private static final XMLInputFactory XML = xml();

    private InlinedWorkbook() {}

    private static XMLInputFactory xml() {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Throws {@link FileRefusal} if the workbook is damaged or its copy is too large. */
    static void copy(Path workbook, Path copy) throws IOException {
        try (ZipFile zip = new ZipFile(workbook.toFile());
                SharedTexts texts = new SharedTexts();
                ZipOutputStream out =
                        new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(copy), BUFFER))) {
            out.setLevel(Deflater.BEST_SPEED);
            List<? extends ZipEntry> entries = Collections.list(zip.entries());
            for (ZipEntry entry : entries) {
                if (root(zip, entry).equals("sst")) {
                    readTexts(zip, entry, texts);
                }
            }
            texts.complete();
            for (ZipEntry entry : entries) {
                if (entry.isDirectory()) {
                    continue;
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                switch (root(zip, entry)) {
                    case "sst" ->
                        out.write("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"/>"
                                .getBytes(StandardCharsets.UTF_8));
                    case "worksheet" -> copySheet(zip, entry, texts, out);
                    default -> {
                        try (InputStream content = zip.getInputStream(entry)) {
                            content.transferTo(out);
                        }
                    }
                }
                out.closeEntry();
            }
        } catch (XMLStreamException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The name of the root element of a part of the spreadsheet; empty for other files. */
    private static String root(ZipFile zip, ZipEntry entry) throws IOException {
        if (!entry.getName().endsWith(".xml") || entry.getName().startsWith("[")) {
            return "";
        }
        try (InputStream content = open(zip, entry)) {
            XMLStreamReader xml = XML.createXMLStreamReader(content);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT) {
                    return xml.getLocalName();
                }
            }
            return "";
        } catch (XMLStreamException e) {
            // Other parts, such as notes, need not be readable.
            return "";
        }
    }

    private static InputStream open(ZipFile zip, ZipEntry entry) throws IOException {
        return new LimitedRuns(new BufferedInputStream(zip.getInputStream(entry), BUFFER));
    }

    private static void readTexts(ZipFile zip, ZipEntry entry, SharedTexts texts)
            throws IOException, XMLStreamException {
        try (InputStream content = open(zip, entry)) {
            XMLStreamReader xml = XML.createXMLStreamReader(content);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamReader.START_ELEMENT
                        && xml.getLocalName().equals("si")) {
                    texts.add(SheetCopy.text(xml, "si"));
                }
            }
        }
    }

    private static void copySheet(ZipFile zip, ZipEntry entry, SharedTexts texts, OutputStream out)
            throws IOException, XMLStreamException {
        try (InputStream content = open(zip, entry)) {
            Writer writer =
                    new BufferedWriter(new OutputStreamWriter(new LimitedSize(out), StandardCharsets.UTF_8), BUFFER);
            new SheetCopy(XML.createXMLStreamReader(content), texts, writer).write();
            writer.flush();
        }
    }

    /** Throws {@link FileRefusal} if tags or texts are so long that reading one needs much memory. */
    private static final class LimitedRuns extends FilterInputStream {

        private int run;

        LimitedRuns(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            for (int i = from; i < from + read; i++) {
                run = into[i] == '>' ? 0 : run + 1;
                if (run > MAX_RUN) {
                    throw FileRefusal.notXlsx("a damaged file");
                }
            }
            return read;
        }
    }

    /** Limits the size of the copy: many cells may share a long text. */
    private static final class LimitedSize extends FilterOutputStream {

        private long count;

        LimitedSize(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            count += length;
            if (count > ExpansionLimit.MAX_BYTES) {
                throw FileRefusal.expandsTooFar(ExpansionLimit.MAX_BYTES);
            }
            out.write(bytes, from, length);
        }
    }
}
