package dev.sequences.enrollment.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequences.chassis.json.Json;
import dev.sequences.enrollment.enrollment.model.Assignee;
import dev.sequences.enrollment.enrollment.model.ContactHistory;
import dev.sequences.enrollment.enrollment.model.ContactHistory.LastEmail;
import dev.sequences.enrollment.enrollment.model.EndReason;
import dev.sequences.enrollment.enrollment.model.Enrollment;
import dev.sequences.enrollment.enrollment.model.Enrollment.Advance;
import dev.sequences.enrollment.enrollment.model.Enrollment.AtStep;
import dev.sequences.enrollment.enrollment.model.Enrollment.AwaitingAnswer;
import dev.sequences.enrollment.enrollment.model.Enrollment.Ended;
import dev.sequences.enrollment.enrollment.model.Enrollment.Failed;
import dev.sequences.enrollment.enrollment.model.Enrollment.Failure;
import dev.sequences.enrollment.enrollment.model.Enrollment.Held;
import dev.sequences.enrollment.enrollment.model.Enrollment.Moving;
import dev.sequences.enrollment.enrollment.model.Enrollment.NotStarted;
import dev.sequences.enrollment.enrollment.model.Enrollment.Place;
import dev.sequences.enrollment.enrollment.model.Enrollment.Progress;
import dev.sequences.enrollment.enrollment.model.Enrollment.Waiting;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.FieldUpdateRequested;
import dev.sequences.enrollment.enrollment.model.FieldUpdates;
import dev.sequences.enrollment.enrollment.model.Subject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Snapshots restore the exact state. */
class StoredEnrollmentTest {

    private static final Instant AT = Instant.parse("2026-05-04T08:00:00.123456789Z");
    private static final Subject SUBJECT = new Subject("s1", 3, "lead", "L-1");
    private static final Assignee ANNA = Assignee.user("anna");
    private static final Place PLACE = new Place("st-1", LocalDate.of(2026, 5, 4));

    /** A state with all optional data. */
    private static final Progress FULL = new Progress(
            SUBJECT,
            ANNA,
            true,
            AT,
            7,
            new ContactHistory("phone-call", new LastEmail("st-0", AT, false, Map.of("opened", AT)), "made"),
            new FieldUpdates(List.of(
                    new FieldUpdateRequested(SUBJECT, "st-1", "set", "rating", 5, null, null, AT),
                    new FieldUpdateRequested(SUBJECT, "st-2", "own", "owner", null, "team", "north", AT))),
            PLACE);

    private static final Progress PLAIN = new Progress(SUBJECT, Assignee.team("north"), false, AT, 0);

    private static Stream<Enrollment> states(Progress progress) {
        return Stream.of(
                new AtStep(progress, "st-1", "call", ANNA, AT, AT.minusSeconds(60), 2),
                new Waiting(progress, "st-1", "wait", AT),
                new AwaitingAnswer(progress, "st-1", "opened", AT),
                new Held(progress, "st-1", "mail", "day-full", AT, true, LocalDate.of(2026, 5, 5)),
                new Held(progress, "st-1", "mail", "outside-window", AT, false, null),
                new Failed(progress, "st-1", "set", "field-missing", "There is no field 'x'."),
                new Moving(progress, null),
                new Moving(progress, new Advance("st-1", "away", new Failure("record-unknown", "Gone."))),
                new Ended(progress, EndReason.SEQUENCE_COMPLETED, AT, null),
                new Ended(progress, EndReason.ADVANCED, AT, new Advance("st-1", "away", null)));
    }

    private static Enrollment keptAndRead(Enrollment state) {
        return Json.read(Json.bytes(StoredEnrollment.of(state)), StoredEnrollment.class)
                .state();
    }

    @Test
    void restoresEveryState() {
        assertThat(Stream.of(FULL, PLAIN).flatMap(StoredEnrollmentTest::states))
                .allSatisfy(state -> assertThat(keptAndRead(state)).isEqualTo(state));
    }

    /** A snapshot of a later release that did not increase its revision. */
    @Test
    void refusesAnEmptySnapshot() {
        StoredEnrollment later = Json.read("{\"elsewhere\": {}}", StoredEnrollment.class);
        assertThatThrownBy(later::state).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void coversEveryState() {
        assertThat(Stream.concat(Stream.of(new NotStarted()), states(PLAIN)).map(Object::getClass))
                .containsAll(List.of(Enrollment.class.getPermittedSubclasses()));
    }
}
