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

    static FileRefusal empty() {
        return new FileRefusal("file-empty", "", "The file is empty.", "Send a file with a header line and records.");
    }

    static FileRefusal notCsv(String description) {
        return new FileRefusal(
                "not-csv",
                "",
                "The file is not a CSV file; it looks like " + description + ".",
                "Send comma-separated text in UTF-8 with a header line; for JSON use one object per line with Content-Type"
                        + " application/x-ndjson.");
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
