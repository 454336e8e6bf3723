package dev.sequences.designer.sequence.model.graph.node;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.context.RecordDescription;
import dev.sequences.designer.sequence.model.finding.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks that a business process and stages are set and, if the process is described, that they exist. */
public final class StageCheck {

    private static final int MAX_LENGTH = 100;

    private StageCheck() {}

    public static void check(@Nullable String process, List<String> stages, Place place, RecordDescription record) {
        if (process == null || process.isBlank()) {
            place.at("process")
                    .error(
                            "process-missing",
                            "The business process is missing.",
                            "Set 'process' to the name of a business process.");
        } else if (process.length() > MAX_LENGTH) {
            place.at("process")
                    .error(
                            "process-too-long",
                            "The process name has " + process.length() + " characters; the limit is " + MAX_LENGTH
                                    + ".",
                            "Use the process name exactly as it appears on the record.");
        }
        if (stages.isEmpty()) {
            place.at("stages")
                    .error(
                            "stages-missing",
                            "No stage is selected.",
                            "Set 'stages' to one or more stages of the process.");
        }
        for (int i = 0; i < stages.size(); i++) {
            if (stages.get(i).isBlank() || stages.get(i).length() > MAX_LENGTH) {
                place.at("stages[" + i + "]")
                        .error(
                                "stage-malformed",
                                "The stage name has " + stages.get(i).strip().length() + " characters.",
                                "Use 1 to " + MAX_LENGTH + " characters.");
            }
        }
        if (process != null && !process.isBlank()) {
            checkKnown(process, stages, place, record);
        }
    }

    private static void checkKnown(String process, List<String> stages, Place place, RecordDescription record) {
        List<String> known = record.processes().get(process);
        if (known == null) {
            String message = "Unknown process " + quoted(process) + " for records of type " + record.recordType() + ".";
            boolean none = record.processes().isEmpty();
            String names = "Use one of: " + String.join(", ", record.processes().keySet());
            if (record.complete()) {
                place.at("process")
                        .error(
                                "process-unknown",
                                message,
                                none ? "Remove the condition: these records have no business process." : names + ".");
            } else {
                place.at("process")
                        .warning(
                                "process-unknown",
                                message,
                                (none ? "Check its spelling against the records" : names)
                                        + ", or ask an administrator to add it to the record kinds.");
            }
            return;
        }
        for (int i = 0; i < stages.size(); i++) {
            if (!known.contains(stages.get(i))) {
                place.at("stages[" + i + "]")
                        .error(
                                "stage-unknown",
                                "The process " + quoted(process) + " has no stage " + quoted(stages.get(i)) + ".",
                                "Use one of: " + String.join(", ", known) + ".");
            }
        }
    }
}
