package dev.sequences.segment.membership;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Lists the members of a segment. */
@Path("/segments/{id}/members")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class MembersResource {

    private static final String SELECT = """
            select m.record_type, m.record_id, r.name, r.owner_type, r.owner_id, m.rule_version, m.joined_at, m.why
            from membership m left join record r on r.record_type = m.record_type and r.record_id = m.record_id
            where m.segment_id = ? and m.record_id > ? order by m.record_id limit ?
            """;

    private final DataSource dataSource;

    MembersResource(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** @param why the conditions that matched when the record joined, in words */
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
        try (Connection connection = dataSource.getConnection()) {
            checkExists(connection, id);
            List<Member> rows = Rows.of(connection, SELECT)
                    .with(id, position.isEmpty() ? "" : position.getFirst(), size + 1)
                    .list(row -> new Member(
                            row.text("record_type"),
                            row.text("record_id"),
                            row.textOrNull("name"),
                            row.textOrNull("owner_type"),
                            row.textOrNull("owner_id"),
                            row.intValue("rule_version"),
                            row.instant("joined_at"),
                            List.of(Json.read(row.text("why"), String[].class))));
            return Page.of(rows, size, member -> List.of(member.recordId()));
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private static void checkExists(Connection connection, String id) {
        if (!Rows.of(connection, "select 1 from segment where id = ?").with(id).exists()) {
            throw Problem.unknown("segment", id);
        }
    }
}
