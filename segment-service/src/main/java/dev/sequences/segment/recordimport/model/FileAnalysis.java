package dev.sequences.segment.recordimport.model;

import dev.sequences.language.value.ColumnFormat;
import dev.sequences.language.value.RecognizedColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Types of the columns of a file, recognized from all of its rows before the first one is written.
 *
 * @param rows number of rows, including rejected ones
 */
public record FileAnalysis(long rows, Map<String, RecognizedColumn> columns) {

    /** Formats by column. */
    public Map<String, ColumnFormat> formats() {
        Map<String, ColumnFormat> formats = new LinkedHashMap<>();
        columns.forEach((name, column) -> formats.put(name, column.format()));
        return formats;
    }

    public List<ColumnReport> reports(boolean refusesUnreadable) {
        List<ColumnReport> reports = new ArrayList<>();
        columns.forEach((name, column) -> reports.add(ColumnReport.of(name, column, refusesUnreadable)));
        return reports;
    }
}
