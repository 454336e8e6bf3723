package dev.sequences.segment.recordlist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.http.Fields;
import dev.sequences.chassis.http.Page;
import dev.sequences.chassis.json.NotExact;
import dev.sequences.chassis.rows.Rows;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.language.condition.Condition;
import dev.sequences.language.condition.ConditionReader;
import dev.sequences.language.condition.EvaluationTime;
import dev.sequences.language.condition.Finding;
import dev.sequences.language.condition.Reading;
import dev.sequences.segment.record.StoredRecord;
import dev.sequences.segment.recordlist.RecordList.Listed;
import dev.sequences.segment.recordtype.RecordTypeRequests;
import dev.sequences.segment.reference.Organization;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** The list of records behind every picker and grid. Salespeople see their own records. */
@Path("/records")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER, Roles.SALESPERSON})
public class RecordListResource {

    private static final int MAX_IDS = 200;
    private static final int MAX_COMPARISONS = 50;
    private static final int MAX_TEXT_LENGTH = 500;

    private final DataSource dataSource;
    private final Caller caller;
    private final Organization organization;
    private final ObjectMapper mapper;

    RecordListResource(DataSource dataSource, Caller caller, Organization organization, ObjectMapper mapper) {
        this.dataSource = dataSource;
        this.caller = caller;
        this.organization = organization;
        this.mapper = mapper;
    }

    /** @param updatedAt when the segment service stored the last change, UTC */
    record ListedRecord(
            String recordType,
            String recordId,
            @Nullable String name,
            String ownerType,
            String ownerId,
            boolean active,
            @Nullable String closedAs,
            Map<String, Object> fields,
            long version,
            Instant updatedAt) {

        static ListedRecord of(Listed listed) {
            StoredRecord record = listed.record();
            return new ListedRecord(
                    record.key().recordType(),
                    record.key().recordId(),
                    record.name(),
                    record.ownerType(),
                    record.ownerId(),
                    record.active(),
                    record.closedAs(),
                    record.fields(),
                    record.version(),
                    listed.updatedAt());
        }
    }

    @GET
    @Operation(
            summary = "List records",
            description = "All given parameters must match. A page reads at most 100 000 records to find those that"
                    + " satisfy the conditions, so it may have fewer items than requested and a cursor; the list ends"
                    + " where 'next' is null.")
    public Page<ListedRecord> list(
            @Parameter(description = "lead, opportunity, account or contact; without it all types")
                    @QueryParam("recordType")
                    @Nullable
                    String recordType,
            @Parameter(description = "part of the name, in any case") @QueryParam("q") @Nullable String name,
            @Parameter(
                            description =
                                    "up to 200 ids, separated by commas; repeat the parameter for ids that contain one")
                    @QueryParam("ids")
                    @Nullable
                    List<String> ids,
            @Parameter(description = "a condition tree as JSON, with the meaning that it has in segments")
                    @QueryParam("conditions")
                    @Nullable
                    String conditions,
            @Parameter(description = "only records without an open enrollment in this sequence")
                    @QueryParam("withoutOpenEnrollmentIn")
                    @Nullable
                    String sequenceId,
            @Parameter(
                            description =
                                    "recordId (default), name, updatedAt or fields.<name>; descending with a leading minus")
                    @QueryParam("sort")
                    @Nullable
                    String sort,
            @QueryParam("limit") @Nullable Integer limit,
            @QueryParam("after") @Nullable String after,
            @Context UriInfo uri) {
        int size = Page.limit(limit);
        RecordFilter filter = new RecordFilter(
                type(recordType),
                blankAsNull(Fields.optional("q", name, MAX_TEXT_LENGTH)),
                // An empty selection is no records; the parameter alone does not distinguish it from none.
                uri.getQueryParameters().containsKey("ids") ? ids(ids == null ? List.of() : ids) : null,
                condition(conditions),
                blankAsNull(Fields.optional("withoutOpenEnrollmentIn", sequenceId, MAX_TEXT_LENGTH)),
                seesAll() ? null : caller.user());
        RecordSort order = RecordSort.of(blankAsNull(sort));
        try (Connection connection = dataSource.getConnection()) {
            RecordList list = new RecordList(connection, filter, order);
            Page<Listed> page = list.page(size, Page.position(after, list.parts()), now(connection));
            return new Page<>(page.items().stream().map(ListedRecord::of).toList(), page.next());
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private boolean seesAll() {
        return caller.is(Roles.SYSTEM_ADMINISTRATOR)
                || caller.is(Roles.SEQUENCE_MANAGER)
                || caller.is(Roles.SALES_MANAGER);
    }

    private EvaluationTime now(Connection connection) {
        return organization.at(
                Rows.of(connection, "select chassis.suite_now() as now").one(row -> row.instant("now")));
    }

    private static @Nullable String type(@Nullable String recordType) {
        String type = blankAsNull(recordType);
        if (type != null) {
            RecordTypeRequests.checkType(type);
        }
        return type;
    }

    private static @Nullable String blankAsNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static List<String> ids(List<String> values) {
        List<String> ids = (values.size() == 1 ? Stream.of(values.getFirst().split(",", -1)) : values.stream())
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        if (ids.size() > MAX_IDS) {
            throw Problem.unreadable(
                    "too-many-ids",
                    "ids",
                    "The request has " + ids.size() + " ids.",
                    "Send at most " + MAX_IDS + " ids per request.");
        }
        return ids;
    }

    private @Nullable Condition condition(@Nullable String json) {
        if (json == null || json.isBlank()) {
            return null;
        }
        Reading reading = ConditionReader.read(tree(json), "conditions");
        List<Refusal> refusals = Stream.concat(reading.findings().stream(), reading.tooLarge(MAX_COMPARISONS).stream())
                .map(RecordListResource::refusal)
                .toList();
        if (!refusals.isEmpty()) {
            throw Problem.of(refusals);
        }
        return reading.condition();
    }

    private static Refusal refusal(Finding finding) {
        return Refusal.rule(finding.code(), finding.path(), finding.message(), finding.remedy());
    }

    private Map<String, Object> tree(String json) {
        try {
            return mapper.readValue(json, new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            if (NotExact.in(e) instanceof NotExact value) {
                throw Problem.rule(value.code(), "conditions", value.getOriginalMessage(), value.remedy());
            }
            throw Problem.unreadable(
                    "not-json",
                    "conditions",
                    "The conditions are not a JSON object.",
                    "Send a condition tree such as {\"field\": \"city\", \"op\": \"equals\", \"value\": \"Mumbai\"},"
                            + " percent-encoded.");
        }
    }
}
