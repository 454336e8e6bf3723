package dev.sequences.designer.views.versions;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.drawing.DraftDocument;
import dev.sequences.designer.sequence.Editors;
import dev.sequences.designer.sequence.SequenceIds;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.sequence.model.diff.DiffText;
import dev.sequences.designer.sequence.model.diff.DraftDiff;
import dev.sequences.designer.sequence.model.diff.DraftDiff.Titled;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The difference between two versions, or between a version and the draft. {@code from} and {@code to} are version numbers, {@code
 * live} for the newest version, or {@code draft}.
 */
@Path("/sequences/{id}/diff")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class DiffResource {

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");
    private static final String DRAFT = "draft";
    private static final String LIVE = "live";

    private final VersionsTable table;
    private final Caller caller;

    DiffResource(VersionsTable table, Caller caller) {
        this.table = table;
        this.caller = caller;
    }

    /** One side of the comparison, with {@code live} resolved to its number. */
    private record Side(String name, Titled titled) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public DiffDocument asDocument(
            @PathParam("id") String id,
            @QueryParam("from") @DefaultValue(LIVE) String from,
            @QueryParam("to") @DefaultValue(DRAFT) String to)
            throws SQLException {
        Side first = side(id, "from", from);
        Side second = side(id, "to", to);
        return DiffDocument.of(first.name(), second.name(), between(first, second));
    }

    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String asText(
            @PathParam("id") String id,
            @QueryParam("from") @DefaultValue(LIVE) String from,
            @QueryParam("to") @DefaultValue(DRAFT) String to)
            throws SQLException {
        Side first = side(id, "from", from);
        Side second = side(id, "to", to);
        List<String> lines = DiffText.lines(between(first, second));
        return first.name() + " -> " + second.name() + "\n"
                + (lines.isEmpty() ? "No differences." : String.join("\n", lines)) + "\n";
    }

    private static DraftDiff between(Side first, Side second) {
        return DraftDiff.between(first.titled(), second.titled());
    }

    private Side side(String id, String parameter, String wanted) throws SQLException {
        Editor reader = Editors.of(caller);
        if (!table.isVisible(SequenceIds.require(id), reader)) {
            throw Problem.unknown("sequence", id);
        }
        Titled draft = table.draft(id).orElseThrow(() -> Problem.unknown("sequence", id));
        if (wanted.equals(DRAFT)) {
            return new Side(DRAFT, draft);
        }
        if (!wanted.equals(LIVE) && !NUMBER.matcher(wanted).matches()) {
            throw Problem.unreadable(
                    "parameter-unreadable",
                    parameter,
                    "'" + parameter + "' is not a version number, draft or live.",
                    "Use e.g. from=1&to=2, or omit both to compare the live version with the draft.");
        }
        int number = wanted.equals(LIVE) ? table.newest(id) : Integer.parseInt(wanted);
        VersionRow version = table.find(id, reader, number).orElseThrow(() -> Problem.unknown("version", wanted));
        String definition = version.definition();
        if (definition == null) {
            throw new IllegalStateException("one version is always read with its definition");
        }
        return new Side(
                Integer.toString(number),
                new Titled(
                        version.name(),
                        version.description(),
                        DraftDocument.parse(definition).draft()));
    }
}
