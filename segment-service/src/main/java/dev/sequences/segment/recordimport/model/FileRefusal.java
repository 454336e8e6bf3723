package dev.sequences.segment.recordimport.model;

import java.util.List;

/** The reason why a whole file is refused before any row is imported. */
public final class FileRefusal extends RuntimeException {

    private final String code;
    private final String path;
    private final String remedy;

    private FileRefusal(String code, String path, String message, String remedy) {
        super(message);
        this.code = code;
        this.path = path;
        this.remedy = remedy;
    }

    public String code() {
        return code;
    }

    public String path() {
        return path;
    }

    public String remedy() {
        return remedy;
    }

    public static FileRefusal empty() {
        return new FileRefusal("file-empty", "", "The file is empty.", "Send a file with a header line and records.");
    }

    public static FileRefusal notCsv(String description) {
        return new FileRefusal(
                "not-csv",
                "",
                "The file is not a CSV file; it looks like " + description + ".",
                "Send delimited text with a header line. Send one JSON object per line with Content-Type"
                        + " application/x-ndjson, and an Excel workbook with Content-Type"
                        + " application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.");
    }

    static FileRefusal encodingUnknown() {
        return new FileRefusal(
                "encoding-unknown",
                "charset",
                "The encoding of the file is not recognized: it is neither UTF-8 nor Windows-1252.",
                "Send its name, e.g. charset=windows-1251, or save the file as UTF-8.");
    }

    static FileRefusal tooManyFields(int max) {
        return new FileRefusal(
                "too-many-columns",
                "",
                "The rows have more than " + max + " different fields in total.",
                "Send at most " + max + " fields, or split the file.");
    }

    public static FileRefusal notXlsx(String description) {
        return new FileRefusal(
                "not-xlsx",
                "",
                "The file is not an Excel workbook that can be read; it looks like " + description + ".",
                "Save it as Excel workbook (.xlsx) without a password, or as CSV.");
    }

    public static FileRefusal sheetUnknown(String sheet, List<String> sheets) {
        return new FileRefusal(
                "sheet-unknown",
                "sheet",
                "The workbook has no sheet '" + sheet + "'. Its sheets are: " + String.join(", ", sheets) + ".",
                "Send the name of a sheet exactly as in the workbook, or omit it for the first one.");
    }

    public static FileRefusal expandsTooFar(long maxBytes) {
        return new FileRefusal(
                "expands-too-far",
                "",
                "The compressed file expands to more than " + maxBytes
                        + " bytes, or to more than a table of this size plausibly does.",
                "Split the file, or send it uncompressed.");
    }

    public static FileRefusal notGzip() {
        return new FileRefusal(
                "not-gzip",
                "Content-Encoding",
                "The gzip data is damaged or incomplete.",
                "Compress the file again with gzip, or send it without Content-Encoding.");
    }

    static FileRefusal notNdjson() {
        return new FileRefusal(
                "not-ndjson",
                "",
                "The first line is not a JSON object.",
                "Send one JSON object per line, e.g. {\"id\": \"1\", \"city\": \"Mumbai\"}.");
    }

    static FileRefusal duplicateColumn(String column) {
        return new FileRefusal(
                "duplicate-column",
                "",
                "Several columns have the name '" + column + "'.",
                "Rename the columns so that each name is unique.");
    }

    static FileRefusal tooManyColumns(int found, int max) {
        return new FileRefusal(
                "too-many-columns", "", "The file has " + found + " columns.", "Send at most " + max + " columns.");
    }

    static FileRefusal columnNameTooLong(int max) {
        return new FileRefusal(
                "column-name-too-long",
                "",
                "A column name is longer than " + max + " characters.",
                "Check that the first line is the header, or shorten the column names.");
    }

    static FileRefusal columnUnknown(String parameter, String column, List<String> found) {
        return new FileRefusal(
                "column-unknown",
                parameter,
                "The file has no column '" + column + "'. Its columns are: " + String.join(", ", found) + ".",
                "Send a column name exactly as in the header.");
    }
}
