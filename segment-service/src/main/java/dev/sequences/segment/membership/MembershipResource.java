package dev.sequences.segment.membership;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Returns the segment that a record is a member of, if any. */
@Path("/memberships")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class MembershipResource {

    private static final String SELECT = """
            select m.segment_id, s.name, m.rule_version, m.joined_at, m.why
            from membership m join segment s on s.id = m.segment_id
            where m.record_type = ? and m.record_id = ? and (? or exists (select 1 from record r
              where r.record_type = m.record_type and r.record_id = m.record_id
              and r.owner_type = 'user' and r.owner_id = ?))
            """;

    private final DataSource dataSource;
    private final Caller caller;

    MembershipResource(DataSource dataSource, Caller caller) {
        this.dataSource = dataSource;
        this.caller = caller;
    }

    /** @param why the conditions that matched when the record joined, in words */
    record Membership(
            String recordType,
            String recordId,
            String segmentId,
            String segmentName,
            int segmentVersion,
            Instant joinedAt,
            List<String> why) {}

    /** A page with at most one membership. Salespeople see the memberships of their own records only. */
    @GET
    public Page<Membership> ofRecord(
            @QueryParam("recordType") @Nullable String recordType, @QueryParam("recordId") @Nullable String recordId) {
        if (recordType == null || recordId == null) {
            throw Problem.unreadable(
                    "parameter-missing", "recordId", "recordType or recordId is missing.", "Send both parameters.");
        }
        boolean seesAll = caller.is(Roles.SYSTEM_ADMINISTRATOR)
                || caller.is(Roles.SEQUENCE_MANAGER)
                || caller.is(Roles.SALES_MANAGER);
        try (Connection connection = dataSource.getConnection()) {
            List<Membership> rows = Rows.of(connection, SELECT)
                    .with(recordType, recordId, seesAll, caller.user())
                    .list(row -> new Membership(
                            recordType,
                            recordId,
                            row.text("segment_id"),
                            row.text("name"),
                            row.intValue("rule_version"),
                            row.instant("joined_at"),
                            List.of(Json.read(row.text("why"), String[].class))));
            return new Page<>(rows, null);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
