package dev.sequences.segment.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.jobs.JobProgress;
import dev.sequences.chassis.json.Json;
import dev.sequences.segment.ServiceUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An import job whose slices a test runs one by one, and may roll back. */
final class StoppedJob implements JobProgress {

    private final JsonNode input;
    private final List<String> errors = new ArrayList<>();
    private String cursor;
    private long done;
    private boolean finished;

    private StoppedJob(JsonNode input) {
        this.input = input;
    }

    static StoppedJob of(ServiceUnderTest service, byte[] file) {
        service.spool("stopped", file);
        return new StoppedJob(Json.MAPPER.valueToTree(Map.of(
                "fileId",
                "stopped",
                "length",
                file.length,
                "charset",
                "UTF-8",
                "recordType",
                "lead",
                "idColumn",
                "id",
                "header",
                Map.of("columns", List.of("id", "city", "note"), "delimiter", ",", "start", 13, "line", 2),
                "start",
                "13:2",
                "lines",
                1)));
    }

    StoppedJob copy() {
        StoppedJob copy = new StoppedJob(input);
        copy.cursor = cursor;
        return copy;
    }

    List<String> errors() {
        return errors;
    }

    long done() {
        return done;
    }

    boolean finished() {
        return finished;
    }

    @Override
    public int limit(int usual) {
        return usual;
    }

    @Override
    public String jobId() {
        return "stopped";
    }

    @Override
    public JsonNode input() {
        return input;
    }

    @Override
    public void input(Object next) {
        throw new UnsupportedOperationException("the columns are recognized");
    }

    @Override
    public String cursor() {
        return cursor;
    }

    @Override
    public void cursor(String next) {
        cursor = next;
    }

    @Override
    public void total(long items) {
        // The test counts the rows.
    }

    @Override
    public void done(long items) {
        done += items;
    }

    @Override
    public void error(String item, String code, String message) {
        errors.add(item + " " + code);
    }

    @Override
    public JsonNode report() {
        return null;
    }

    @Override
    public void report(Object report) {
        // The test reads the records.
    }

    @Override
    public void finish() {
        finished = true;
    }

    @Override
    public Cause cause() {
        return new Cause("maria", "flow", null, null);
    }
}
