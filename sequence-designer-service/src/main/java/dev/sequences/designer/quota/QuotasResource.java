package dev.sequences.designer.quota;

import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Configured limits and how much of them is used. */
@Path("/quotas")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
@Produces(MediaType.APPLICATION_JSON)
public class QuotasResource {

    private final Quotas quotas;
    private final DataSource dataSource;

    QuotasResource(Quotas quotas, DataSource dataSource) {
        this.quotas = quotas;
        this.dataSource = dataSource;
    }

    /** {@code used} is null for limits that apply to each sequence, level or condition. */
    public record Quota(int most, @Nullable Integer used) {}

    /**
     * All limits of this service.
     *
     * @param longestWait ISO-8601 duration
     * @param smallestShareInAbTest percent
     */
    public record QuotasDocument(
            Quota activeSequences,
            Quota versionsPerSequence,
            Quota tagsPerLevel,
            Quota tagsPerSequence,
            Quota tilesPerSequence,
            Quota comparisonsPerCondition,
            Quota charactersPerDefinition,
            String longestWait,
            int smallestShareInAbTest) {}

    @GET
    public QuotasDocument read() throws SQLException {
        return new QuotasDocument(
                new Quota(quotas.activeSequences(), activeSequences()),
                new Quota(quotas.versionsPerSequence(), null),
                new Quota(quotas.tagsPerLevel(), null),
                new Quota(quotas.tagsPerSequence(), null),
                new Quota(quotas.drafts().maxNodes(), null),
                new Quota(quotas.drafts().maxComparisons(), null),
                new Quota(quotas.drafts().maxCharacters(), null),
                quotas.drafts().maxWaitText(),
                quotas.drafts().minAbTestShare());
    }

    private int activeSequences() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return Rows.of(
                            connection,
                            "select count(*) as active from sequence_catalogue where status in ('active', 'revision')")
                    .one(row -> row.intValue("active"));
        }
    }
}
