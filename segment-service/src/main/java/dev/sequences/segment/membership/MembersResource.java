package dev.sequences.segment.membership;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Roles;
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

/** Who is in a segment. */
@Path("/segments/{id}/members")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class MembersResource {

    private final DataSource dataSource;

    MembersResource(DataSource dataSource) {
        this.dataSource = dataSource;
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

    @GET
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
                            row.getObject(7, OffsetDateTime.class).toInstant(),
                            List.of(Json.read(row.getString(8), String[].class))));
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
}
