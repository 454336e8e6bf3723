package dev.sequences.segment.membership;

import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.http.Problem;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.chassis.unit.StorageFailure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
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

/** Who is in a segment, and where a record is. */
@Path("/")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class MembershipResource {

    private final DataSource dataSource;
    private final Caller caller;

    MembershipResource(DataSource dataSource, Caller caller) {
        this.dataSource = dataSource;
        this.caller = caller;
    }

    /** @param why the conditions that matched then, in words */
    record Member(
            String recordType,
            String recordId,
            @Nullable String name,
            @Nullable String ownerType,
            @Nullable String ownerId,
            int segmentVersion,
            Instant joinedAt,
            List<String> why) {}

    record Membership(
            String recordType,
            String recordId,
            String segmentId,
            String segmentName,
            int segmentVersion,
            Instant joinedAt,
            List<String> why) {}

    @GET
    @Path("segments/{id}/members")
    public Page<Member> members(
            @PathParam("id") String id,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after) {
        int size = Page.limit(limit);
        List<String> position = Page.position(after, 1);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement read = connection.prepareStatement("select m.record_type, m.record_id, r.name,"
                        + " r.owner_type, r.owner_id, m.rule_version, m.joined_at, m.why from membership m"
                        + " left join record r on r.record_type = m.record_type and r.record_id = m.record_id"
                        + " where m.segment_id = ? and m.record_id > ? order by m.record_id limit ?")) {
            checkExists(connection, id);
            read.setString(1, id);
            read.setString(2, position.isEmpty() ? "" : position.getFirst());
            read.setInt(3, size + 1);
            List<Member> rows = new ArrayList<>();
            try (ResultSet row = read.executeQuery()) {
                while (row.next()) {
                    rows.add(new Member(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getInt(6),
                            at(row, 7),
                            why(row, 8)));
                }
            }
            return Page.of(rows, size, member -> List.of(member.recordId()));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static void checkExists(Connection connection, String id) throws SQLException {
        try (PreparedStatement read = connection.prepareStatement("select 1 from segment where id = ?")) {
            read.setString(1, id);
            try (ResultSet row = read.executeQuery()) {
                if (!row.next()) {
                    throw Problem.unknown("segment", id);
                }
            }
        }
    }

    /** None or one: a record is in one segment at a time. A salesperson sees those of own records. */
    @GET
    @Path("memberships")
    @RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
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
                            at(row, 4),
                            why(row, 5)));
                }
            }
            return new Page<>(rows, null);
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static Instant at(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static List<String> why(ResultSet row, int column) throws SQLException {
        return List.of(Json.read(row.getString(column), String[].class));
    }
}
