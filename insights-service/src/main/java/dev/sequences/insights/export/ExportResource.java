package dev.sequences.insights.export;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Fields;
import dev.sequences.chassis.http.SpreadsheetCsv;
import dev.sequences.chassis.http.Turns;
import dev.sequences.chassis.security.Roles;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** Streams the documented views as CSV with a header line. */
@Path("/insights/export")
@Blocking
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class ExportResource {

    private static final int MAX_CONCURRENT_EXPORTS = 4;

    /** The views of schema {@code analytics}; other names never reach the database. */
    private static final Set<String> VIEWS = Set.of(
            "sequences",
            "sequence_steps",
            "enrollments",
            "steps",
            "step_reassignments",
            "step_funnel",
            "step_actions",
            "enrollment_funnel",
            "end_reasons",
            "enrollment_days",
            "sellers",
            "branches",
            "branch_funnel",
            "enrollment_errors",
            "record_outcomes",
            "freshness");

    /** Each export occupies a database connection until its client has read everything. */
    private final Turns exports = new Turns(MAX_CONCURRENT_EXPORTS, Duration.ofSeconds(10));

    private final DataSource dataSource;

    ExportResource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Cells that a spreadsheet would evaluate as a formula get an apostrophe in front; numbers do not. {@code raw=true} returns the values
     * unchanged, for programs.
     */
    @GET
    @Path("/{file}")
    public Response export(@PathParam("file") String file, @QueryParam("raw") @DefaultValue("false") String raw) {
        boolean unchanged = Fields.flag("raw", raw);
        int dot = file.lastIndexOf('.');
        String view = (dot < 0 ? file : file.substring(0, dot)).replace('-', '_');
        if (!VIEWS.contains(view)) {
            throw Problem.unknown("view", file);
        }
        if (dot < 0 || !file.endsWith(".csv")) {
            throw Problem.rule(
                    "export-format-not-available",
                    "view",
                    "Exports are available as CSV only.",
                    "Request " + view + ".csv.");
        }
        Turns.Turn turn = exports.take();
        StreamingOutput rows = output -> write(view, output, unchanged, turn);
        return Response.ok(rows)
                .type("text/csv;charset=UTF-8;header=present")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + view + ".csv\"")
                .build();
    }

    private void write(String view, OutputStream output, boolean unchanged, Turns.Turn turn) throws IOException {
        try (turn;
                Connection connection = dataSource.getConnection()) {
            if (unchanged) {
                copy(connection, view, output);
            } else {
                SpreadsheetCsv neutralized = new SpreadsheetCsv(output);
                copy(connection, view, neutralized);
                neutralized.finish();
            }
        } catch (SQLException e) {
            throw new IOException("export of " + view + " failed", e);
        }
    }

    private static void copy(Connection connection, String view, OutputStream output) throws SQLException, IOException {
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut("copy (select * from analytics." + view + ") to stdout with (format csv, header)", output);
    }
}
