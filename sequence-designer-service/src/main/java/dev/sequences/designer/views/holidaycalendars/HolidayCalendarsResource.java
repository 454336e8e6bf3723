package dev.sequences.designer.views.holidaycalendars;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.holidaycalendar.HolidayCalendars;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar.Holiday;
import dev.sequences.designer.sequence.model.PlainText;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Reads of holiday calendars, for all users of sequences. */
@Path("/holiday-calendars")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
@Produces(MediaType.APPLICATION_JSON)
public class HolidayCalendarsResource {

    private static final String COLUMNS =
            "select id, name, description, days, holidays, created_at, changed_at, changed_by, stream_version"
                    + " from holiday_calendar";

    private final DataSource dataSource;

    HolidayCalendarsResource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Lists calendars by id, without their days. */
    @GET
    public Page<HolidayCalendarRow> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("after") @Nullable String after)
            throws SQLException {
        List<String> position = Page.position(after, 1);
        if (!position.stream().allMatch(PlainText::isValid)) {
            throw Problem.unreadable(
                    "cursor-unreadable",
                    "after",
                    "The cursor is invalid.",
                    "Use the value of 'next' from the previous page unchanged.");
        }
        int max = Page.limit(limit);
        try (Connection connection = dataSource.getConnection()) {
            List<HolidayCalendarRow> rows = Rows.of(
                            connection, COLUMNS + " where id collate \"C\" > ? order by id collate \"C\" limit ?")
                    .with(position.isEmpty() ? "" : position.getFirst(), max + 1)
                    .list(row -> calendar(row, false));
            return Page.of(rows, max, row -> List.of(row.id()));
        }
    }

    @GET
    @Path("/{id}")
    @APIResponseSchema(HolidayCalendarRow.class)
    public Response read(@PathParam("id") String id) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            HolidayCalendarRow calendar = Rows.of(connection, COLUMNS + " where id = ?")
                    .with(HolidayCalendars.require(id))
                    .first(row -> calendar(row, true))
                    .orElseThrow(() -> Problem.unknown("holiday-calendar", id));
            return Commands.response(Answer.ok(calendar, calendar.streamVersion()));
        }
    }

    private static HolidayCalendarRow calendar(Row row, boolean withHolidays) throws SQLException {
        return new HolidayCalendarRow(
                row.text("id"),
                row.text("name"),
                row.textOrNull("description"),
                row.intValue("days"),
                withHolidays ? holidays(row.text("holidays")) : null,
                row.instant("created_at"),
                row.instant("changed_at"),
                row.text("changed_by"),
                row.longValue("stream_version"));
    }

    private static List<Holiday> holidays(String json) {
        try {
            return Json.MAPPER.readValue(json, new TypeReference<List<Holiday>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
