package dev.sequences.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.local.demo.SuiteClient.Answer;
import dev.sequences.local.demo.SuiteClient.Service;
import dev.sequences.local.demo.SuiteClient.User;
import java.util.stream.Collectors;

/** Sends the leads to the import of the segment service and reports what the service answers. */
final class LeadImport {

    private static final int ERRORS_SHOWN = 3;

    private final SuiteClient suite;
    private final Progress progress;
    private final User user;

    LeadImport(SuiteClient suite, Progress progress, User user) {
        this.suite = suite;
        this.progress = progress;
        this.user = user;
    }

    /**
     * Imports the leads and assigns them to the sellers in turn.
     *
     * @return number of imported rows, at least 1
     * @throws UnusableLeads when the service refuses the file, or every row of it
     */
    long run(Leads leads, DemoOptions options, String key) throws UnusableLeads {
        var answer = suite.upload(
                Service.SEGMENT, user, path(leads, options.recordType()), key, leads.contentType(), leads.body());
        if (!answer.ok()) {
            throw new UnusableLeads(refusal(leads, answer));
        }
        var job = awaitEnd(answer.body().path("id").asText());
        var imported = job.path("done").asLong();
        var refused = job.path("failed").asLong();
        if (imported == 0) {
            throw new UnusableLeads(noRows(leads, refused, job.path("errors")));
        }
        progress.line(
                "import %s: %,d rows imported, %,d refused", job.path("status").asText(), imported, refused);
        for (var i = 0; i < Math.min(ERRORS_SHOWN, job.path("errors").size()); i++) {
            progress.line("  %s", describe(job.path("errors").path(i)));
        }
        if (refused > ERRORS_SHOWN) {
            progress.line("  ... GET /jobs/%s lists more", job.path("id").asText());
        }
        return imported;
    }

    private static String path(Leads leads, String recordType) {
        return "/records/import?recordType=" + recordType
                + (leads.idColumn() == null ? "" : "&idColumn=" + SuiteClient.encoded(leads.idColumn()))
                + (leads.nameColumn() == null ? "" : "&nameColumn=" + SuiteClient.encoded(leads.nameColumn()))
                + Seller.TEAM.stream()
                        .map(seller -> "&owner=" + SuiteClient.encoded(seller.name()))
                        .collect(Collectors.joining());
    }

    private JsonNode awaitEnd(String jobId) {
        var task = progress.task("rows read");
        while (true) {
            var job = suite.get(Service.SEGMENT, user, "/jobs/" + jobId);
            var read = job.path("done").asLong() + job.path("failed").asLong();
            var total = job.path("total").asLong();
            if (!job.path("status").asText().equals("running")) {
                task.end(read, total);
                return job;
            }
            if (task.isStalled()) {
                throw new DemoFailure("The import %s has stalled after %,d rows.".formatted(jobId, read));
            }
            // A large file is read once before its first record is written.
            var recognition = job.path("recognition").path("rows");
            // The total is an estimate by lines until the import ends.
            task.at(recognition.isMissingNode() ? read : recognition.asLong(), total == 0 ? -1 : total);
            Progress.pause(Progress.POLL_MILLIS);
        }
    }

    static String refusal(Leads leads, Answer answer) {
        var detail = answer.body().path("detail").asText(answer.problem());
        var remedy = answer.body().path("errors").path(0).path("remedy").asText("");
        return "%s cannot be imported: %s%s".formatted(leads.title(), detail, remedy.isEmpty() ? "" : " " + remedy);
    }

    static String noRows(Leads leads, long refused, JsonNode errors) {
        return refused == 0
                ? "%s has a header but no rows.".formatted(leads.title())
                : "%s has no usable row: all %,d were refused; %s"
                        .formatted(leads.title(), refused, describe(errors.path(0)));
    }

    private static String describe(JsonNode error) {
        return "%s %s: %s"
                .formatted(
                        error.path("item").asText(),
                        error.path("code").asText(),
                        error.path("message").asText());
    }
}
