package dev.sequences.segment.membership;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where a record is: in no segment, or in one. */
@Path("/memberships")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class MembershipResource {

    private final DataSource dataSource;
    private final Caller caller;

    MembershipResource(DataSource dataSource, Caller caller) {
        this.dataSource = dataSource;
        this.caller = caller;
    }

    /** @param why the conditions that matched then, in words */
    record Membership(
            String recordType,
            String recordId,
            String segmentId,
            String segmentName,
            int segmentVersion,
            Instant joinedAt,
            List<String> why) {}

    /** A salesperson sees those of own records. */
    @GET
    public Page<Membership> ofRecord(
            @QueryParam("recordType") @Nullable String recordType, @QueryParam("recordId") @Nullable String recordId) {
        if (recordType == null || recordId == null) {
            throw Problem.unreadable(
                    "parameter-missing", "recordId", "The record is not named.", "Give recordType and recordId.");
        }
        boolean seesAll = caller.is(Roles.SYSTEM_ADMINISTRATOR)
                || caller.is(Roles.SEQUENCE_MANAGER)
                || caller.is(Roles.SALES_MANAGER);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement("select m.segment_id, s.name, m.rule_version,"
                        + " m.joined_at, m.why from membership m join segment s on s.id = m.segment_id"
                        + " where m.record_type = ? and m.record_id = ? and (? or exists (select 1 from record r"
                        + " where r.record_type = m.record_type and r.record_id = m.record_id"
                        + " and r.owner_type = 'user' and r.owner_id = ?))")) {
            read.setString(1, recordType);
            read.setString(2, recordId);
            read.setBoolean(3, seesAll);
            read.setString(4, caller.user());
            List<Membership> rows = new ArrayList<>();
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    rows.add(new Membership(
                            recordType,
                            recordId,
                            row.getString(1),
                            row.getString(2),
                            row.getInt(3),
                            row.getObject(4, OffsetDateTime.class).toInstant(),
                            List.of(Json.read(row.getString(5), String[].class))));
                }
            }
            return new Page<>(rows, null);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }
}
