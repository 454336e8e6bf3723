package dev.sequences.designer.holidaycalendar;

import static dev.sequences.designer.holidaycalendar.HolidayCalendars.HOLIDAY_CALENDAR;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Bodies;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.holidaycalendar.HolidayCalendarRequests.ChangeRequest;
import dev.sequences.designer.holidaycalendar.HolidayCalendarRequests.CreateRequest;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendar;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarCommand.ChangeHolidayCalendar;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarCommand.CreateHolidayCalendar;
import dev.sequences.designer.holidaycalendar.model.HolidayCalendarCommand.DeleteHolidayCalendar;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jspecify.annotations.Nullable;

/** Changes holiday calendars. They belong to the organization; managing roles change them. */
@Path("/holiday-calendars")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
@Produces(MediaType.APPLICATION_JSON)
public class HolidayCalendarResource {

    private final Commands commands;
    private final RequestContext context;

    HolidayCalendarResource(Commands commands, RequestContext context) {
        this.commands = commands;
        this.context = context;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(value = HolidayCalendarDocument.class, responseCode = "201")
    public Response create(@Nullable CreateRequest body) {
        CreateRequest request = Bodies.required(body);
        String id = Objects.requireNonNullElse(request.id(), "");
        CreateHolidayCalendar command = new CreateHolidayCalendar(id, request.properties());
        Cause cause = context.cause();
        return commands.run(request, unit -> {
            // The model refuses a malformed id; no stream is read for it.
            String known = HolidayCalendars.isId(id) ? id : "";
            var done = unit.execute(HOLIDAY_CALENDAR, HolidayCalendars.stream(known), command, cause)
                    .orProblem();
            return Answer.created("/holiday-calendars/" + id, HolidayCalendarDocument.of(done.state()), done.version());
        });
    }

    /** Also applies to running enrollments, from their next step on. */
    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @APIResponseSchema(HolidayCalendarDocument.class)
    public Response change(@PathParam("id") String id, @Nullable ChangeRequest body) {
        ChangeRequest request = Bodies.required(body);
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(request, unit -> {
            HolidayCalendar present = HolidayCalendars.find(unit, id).state();
            var done = unit.execute(
                            HOLIDAY_CALENDAR,
                            HolidayCalendars.stream(id),
                            new ChangeHolidayCalendar(request.applyTo(present.properties())),
                            cause,
                            expected)
                    .orProblem();
            return Answer.ok(HolidayCalendarDocument.of(done.state()), done.version());
        });
    }

    /** Refused while a live version of an active sequence uses it. */
    @DELETE
    @Path("/{id}")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Response delete(@PathParam("id") String id) {
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(null, unit -> {
            HolidayCalendars.find(unit, id);
            DeleteHolidayCalendar command = new DeleteHolidayCalendar(HolidayCalendars.liveUses(unit, id));
            unit.execute(HOLIDAY_CALENDAR, HolidayCalendars.stream(id), command, cause, expected)
                    .orProblem();
            return Answer.noContent();
        });
    }
}
