package dev.sequences.segment.recordimport;

import dev.sequences.segment.recordimport.model.FileRefusal;
import java.io.IOException;
import java.io.Writer;
import java.util.Objects;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Copies the cells of a sheet with their texts and calculated values, without formulas. Everything else in the sheet is left out. */
final class SheetCopy {

    /** Limits of Excel. */
    private static final int MAX_ROW = 1_048_576;

    private static final int MAX_COLUMN_LETTERS = 3;
    /** A longer text is cut, and rejected by the limit for values. */
    private static final int MAX_TEXT = 40_000;

    private final XMLStreamReader xml;
    private final SharedTexts texts;
    private final Writer out;

    SheetCopy(XMLStreamReader xml, SharedTexts texts, Writer out) {
        this.xml = xml;
        this.texts = texts;
        this.out = out;
    }

    void write() throws XMLStreamException, IOException {
        out.write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        boolean inRow = false;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("row")) {
                out.write("<row");
                String number = xml.getAttributeValue(null, "r");
                if (number != null) {
                    checkRow(number);
                }
                attribute("r", number);
                out.write('>');
                inRow = true;
            } else if (event == XMLStreamReader.START_ELEMENT
                    && inRow
                    && xml.getLocalName().equals("c")) {
                cell();
            } else if (event == XMLStreamReader.END_ELEMENT
                    && xml.getLocalName().equals("row")) {
                out.write("</row>");
                inRow = false;
            } else if (event == XMLStreamReader.END_ELEMENT
                    && xml.getLocalName().equals("sheetData")) {
                break;
            }
        }
        out.write("</sheetData></worksheet>");
    }

    private static void checkRow(String number) {
        try {
            if (Integer.parseInt(number) <= MAX_ROW) {
                return;
            }
        } catch (NumberFormatException e) {
            throw FileRefusal.notXlsx("a damaged file");
        }
        throw FileRefusal.notXlsx("a damaged file");
    }

    private void cell() throws XMLStreamException, IOException {
        String address = xml.getAttributeValue(null, "r");
        String style = xml.getAttributeValue(null, "s");
        String type = Objects.requireNonNullElse(xml.getAttributeValue(null, "t"), "n");
        if (address != null && address.chars().filter(Character::isLetter).count() > MAX_COLUMN_LETTERS) {
            throw FileRefusal.notXlsx("a damaged file");
        }
        boolean formula = false;
        String value = null;
        while (true) {
            int event = xml.next();
            if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals("c")) {
                break;
            } else if (event == XMLStreamReader.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "f" -> formula = true;
                    case "v" -> value = content("v");
                    case "is" -> value = text(xml, "is");
                    default -> {
                        // Extensions of a cell have no value.
                    }
                }
            }
        }
        out.write("<c");
        attribute("r", address);
        attribute("s", style);
        value(type, value, formula);
        out.write("</c>");
    }

    private void value(String type, @Nullable String value, boolean formula) throws IOException {
        boolean isText = type.equals("str") || type.equals("inlineStr") || type.equals("d") || type.equals("s");
        boolean uncalculated = formula && (value == null || (value.isBlank() && !isText));
        if (uncalculated) {
            out.write("><f>0</f>");
        } else if (value == null || value.isEmpty()) {
            out.write('>');
        } else if (isText) {
            out.write(" t=\"inlineStr\"><is><t>");
            escaped(type.equals("s") ? texts.get(index(value)) : value);
            out.write("</t></is>");
        } else {
            attribute("t", type);
            out.write("><v>");
            escaped(value);
            out.write("</v>");
        }
    }

    private static long index(String value) {
        try {
            return Long.parseLong(value.strip());
        } catch (NumberFormatException e) {
            throw FileRefusal.notXlsx("a damaged file");
        }
    }

    private void attribute(String name, @Nullable String value) throws IOException {
        if (value != null) {
            out.write(' ');
            out.write(name);
            out.write("=\"");
            escaped(value);
            out.write('"');
        }
    }

    private void escaped(String text) throws IOException {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            String entity =
                    switch (text.charAt(i)) {
                        case '&' -> "&amp;";
                        case '<' -> "&lt;";
                        case '>' -> "&gt;";
                        case '"' -> "&quot;";
                        case '\r' -> "&#13;";
                        default -> null;
                    };
            if (entity != null) {
                out.write(text, from, i - from);
                out.write(entity);
                from = i + 1;
            }
        }
        out.write(text, from, text.length() - from);
    }

    private String content(String element) throws XMLStreamException {
        StringBuilder content = new StringBuilder();
        for (int event = xml.next();
                event != XMLStreamReader.END_ELEMENT || !xml.getLocalName().equals(element);
                event = xml.next()) {
            append(xml, event, content);
        }
        return content.toString();
    }

    /** The text of an element with parts of different fonts, without the reading aids of Japanese texts. */
    static String text(XMLStreamReader xml, String element) throws XMLStreamException {
        StringBuilder text = new StringBuilder();
        boolean inText = false;
        boolean inReadingAid = false;
        for (int event = xml.next();
                event != XMLStreamReader.END_ELEMENT || !xml.getLocalName().equals(element);
                event = xml.next()) {
            if (event == XMLStreamReader.START_ELEMENT || event == XMLStreamReader.END_ELEMENT) {
                boolean start = event == XMLStreamReader.START_ELEMENT;
                inText = xml.getLocalName().equals("t") ? start : inText;
                inReadingAid = xml.getLocalName().equals("rPh") ? start : inReadingAid;
            } else if (inText && !inReadingAid) {
                append(xml, event, text);
            }
        }
        return text.toString();
    }

    private static void append(XMLStreamReader xml, int event, StringBuilder text) {
        boolean characters =
                event == XMLStreamReader.CHARACTERS || event == XMLStreamReader.CDATA || event == XMLStreamReader.SPACE;
        if (characters && text.length() < MAX_TEXT) {
            text.append(xml.getText());
        }
    }
}
