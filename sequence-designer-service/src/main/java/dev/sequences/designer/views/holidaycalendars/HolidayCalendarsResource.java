package dev.sequences.designer.views.holidaycalendars;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.json.Json;
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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** The holiday calendars there are, for everybody. */
@Path("/holiday-calendars")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
@Produces(MediaType.APPLICATION_JSON)
public class HolidayCalendarsResource {

    private static final String ROWS =
            "select id, name, description, days, holidays, created_at, changed_at, changed_by, stream_version"
                    + " from holiday_calendar";

    private final DataSource dataSource;

    HolidayCalendarsResource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** By id, without their days. */
    @GET
    public Page<HolidayCalendarRow> list(
            @QueryParam("limit") @Nullable Integer limit, @QueryParam("after") @Nullable String after)
            throws SQLException {
        List<String> position = Page.position(after, 1);
        if (!position.stream().allMatch(PlainText::is)) {
            throw Problem.unreadable("cursor-unreadable", "after", "That is no cursor.", "Use 'next' of a page.");
        }
        int most = Page.limit(limit);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(
                        ROWS + " where id collate \"C\" > ? order by id collate \"C\" limit ?")) {
            read.setString(1, position.isEmpty() ? "" : position.getFirst());
            read.setInt(2, most + 1);
            List<HolidayCalendarRow> rows = new ArrayList<>();
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    rows.add(row(result, false));
                }
            }
            return Page.of(rows, most, row -> List.of(row.id()));
        }
    }

    @GET
    @Path("/{id}")
    @APIResponseSchema(HolidayCalendarRow.class)
    public Response read(@PathParam("id") String id) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement(ROWS + " where id = ?")) {
            read.setString(1, HolidayCalendars.require(id));
            try (ResultSet result = read.executeQuery()) {
                if (!result.next()) {
                    throw Problem.unknown("holiday-calendar", id);
                }
                HolidayCalendarRow row = row(result, true);
                return Commands.response(Answer.ok(row, row.streamVersion()));
            }
        }
    }

    private static HolidayCalendarRow row(ResultSet result, boolean whole) throws SQLException {
        return new HolidayCalendarRow(
                result.getString("id"),
                result.getString("name"),
                result.getString("description"),
                result.getInt("days"),
                whole ? holidays(result.getString("holidays")) : null,
                result.getObject("created_at", OffsetDateTime.class).toInstant(),
                result.getObject("changed_at", OffsetDateTime.class).toInstant(),
                result.getString("changed_by"),
                result.getLong("stream_version"));
    }

    private static List<Holiday> holidays(String json) {
        try {
            return Json.MAPPER.readValue(json, new TypeReference<List<Holiday>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
