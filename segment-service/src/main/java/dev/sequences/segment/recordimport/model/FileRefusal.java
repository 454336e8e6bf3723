package dev.sequences.segment.recordimport.model;

import java.util.List;

/** Why a whole file is refused, before anything of it is imported. */
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

    static FileRefusal notCsv(String whatItIs) {
        return new FileRefusal(
                "not-csv",
                "",
                "This is not a CSV file: it looks like " + whatItIs + ".",
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
                "There are several columns named '" + column + "'.",
                "Give each column a name of its own.");
    }

    static FileRefusal tooManyColumns(int found, int most) {
        return new FileRefusal(
                "too-many-columns", "", "The file has " + found + " columns.", "Send at most " + most + " columns.");
    }

    static FileRefusal columnNameTooLong(int longest) {
        return new FileRefusal(
                "column-name-too-long",
                "",
                "A column's name is longer than " + longest + " characters.",
                "Is the first line the header? Give the columns shorter names.");
    }

    static FileRefusal columnUnknown(String parameter, String column, List<String> found) {
        return new FileRefusal(
                "column-unknown",
                parameter,
                "There is no column '" + column + "'. Columns found: " + String.join(", ", found) + ".",
                "Name one of the columns of the file, exactly as in its header.");
    }
}
