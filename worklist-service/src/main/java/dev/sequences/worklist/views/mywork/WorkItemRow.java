package dev.sequences.worklist.views.mywork;

import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.sequences.worklist.workitem.model.Assignee;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One work item in a list.
 *
 * @param sequenceName null until the sequence's event has arrived
 * @param score prediction score of the record, if it has one
 * @param unread whether the caller has not opened the record yet
 * @param followed whether the caller follows the record
 */
public record WorkItemRow(
        String id,
        String enrollmentId,
        String sequenceId,
        @Nullable String sequenceName,
        String stepId,
        String stepKey,
        String activityType,
        String title,
        @Nullable String description,
        @Nullable String templateId,
        Card record,
        Assignee assignee,
        Instant dueAt,
        String status,
        int snoozeCount,
        @Nullable Double score,
        boolean unread,
        boolean followed) {

    /**
     * The CRM record.
     *
     * @param name null if the record has no name or has not arrived yet
     * @param fields a JSON object, returned unchanged
     */
    public record Card(
            String type,
            String id,
            @Nullable String name,

            @Schema(type = SchemaType.OBJECT) @JsonRawValue String fields) {}
}
