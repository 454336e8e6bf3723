package dev.sequences.local.demo;

import dev.sequences.local.demo.SuiteClient.Service;
import dev.sequences.local.demo.SuiteClient.User;
import java.util.HashSet;

/**
 * Counts of all enrollments of a sequence, from the list of the enrollment service.
 *
 * @param records distinct enrolled records
 * @param waiting enrollments in the wait
 * @param completed enrollments that ended with sequence-completed
 */
record Enrollments(long total, long records, long waiting, long completed) {

    static Enrollments read(SuiteClient suite, User reader, String sequenceId) {
        var records = new HashSet<String>();
        long total = 0;
        long waiting = 0;
        long completed = 0;
        var after = "";
        do {
            var page = suite.get(
                    Service.ENROLLMENT, reader, "/enrollments?sequenceId=" + sequenceId + "&limit=200" + after);
            for (var enrollment : page.path("items")) {
                total++;
                records.add(enrollment.path("recordId").asText());
                if (enrollment.path("currentStep").path("status").asText().equals("waiting")) {
                    waiting++;
                }
                if (enrollment.path("endReason").asText().equals("sequence-completed")) {
                    completed++;
                }
            }
            var next = page.path("next");
            after = next.isTextual() ? "&after=" + SuiteClient.encoded(next.asText()) : "";
        } while (!after.isEmpty());
        return new Enrollments(total, records.size(), waiting, completed);
    }
}
