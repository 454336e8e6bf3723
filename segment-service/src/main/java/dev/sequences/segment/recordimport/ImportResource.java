package dev.sequences.segment.recordimport;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.http.Turns;
import dev.sequences.chassis.jobs.Job;
import dev.sequences.chassis.jobs.Jobs;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Roles;
import dev.sequences.segment.recordimport.SpooledFiles.Spooled;
import dev.sequences.segment.recordimport.model.CsvHeader;
import dev.sequences.segment.recordimport.model.FileBytes;
import dev.sequences.segment.recordimport.model.FileRefusal;
import dev.sequences.segment.recordimport.model.FileRows;
import dev.sequences.segment.recordimport.model.JsonLines;
import dev.sequences.segment.recordimport.model.RowColumns;
import dev.sequences.segment.segment.model.RecordTypes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Takes a file of records: what is wrong with the whole is said at once, what is wrong with a row is told by the job. */
@Path("/records/import")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class ImportResource {

    /** Encodings in which a line break and a quote are the bytes they are in ASCII. */
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, Charset.forName("windows-1252"));

    private static final int MAX_OWNERS = 1_000;

    /** Each holds a connection for as long as its file arrives. */
    private final Turns uploads = new Turns(8, Duration.ofSeconds(10));

    private final Commands commands;
    private final RequestContext context;
    private final Jobs jobs;
    private final DataSource dataSource;

    ImportResource(Commands commands, RequestContext context, Jobs jobs, DataSource dataSource) {
        this.commands = commands;
        this.context = context;
        this.jobs = jobs;
        this.dataSource = dataSource;
    }

    /**
     * @param idColumn the line number is the id when it is missing or {@code #line}
     * @param ownerColumn column with the user id of the record's owner
     * @param owners {@code owner}, repeatable: users who receive the new records of rows without an owner in turn; the caller by default
     * @param locale BCP 47; how numbers and dates are written in a CSV file. They are stored plainly; without it cells stay
     *     as they are
     */
    @POST
    @Consumes({"text/csv", "application/x-ndjson"})
    public Response take(
            @QueryParam("recordType") @Nullable String recordType,
            @QueryParam("idColumn") @Nullable String idColumn,
            @QueryParam("nameColumn") @Nullable String nameColumn,
            @QueryParam("ownerColumn") @Nullable String ownerColumn,
            @QueryParam("owner") List<String> owners,
            @QueryParam("locale") @Nullable String locale,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            InputStream body) {
        if (recordType == null || !RecordTypes.known(recordType)) {
            throw Problem.rule(
                    "record-type-unknown",
                    "recordType",
                    "The record type is missing or unknown.",
                    "Give recordType as one of: " + String.join(", ", RecordTypes.ALL) + ".");
        }
        checkOwners(owners);
        String writing = locale(locale);
        Charset charset = charset(type);
        RowColumns columns = new RowColumns(idColumn, nameColumn, ownerColumn);
        String fileId = UuidCreator.getTimeOrderedEpoch().toString();
        AtomicReference<@Nullable String> taken = new AtomicReference<>();
        try (Turns.Turn turn = uploads.take();
                Connection connection = dataSource.getConnection()) {
            try {
                Spooled file = SpooledFiles.spool(connection, fileId, body);
                ImportOrder order = order(
                        file, file.bytes(connection), charset, recordType, columns, owners, writing, type.getSubtype());
                return start(order, file, taken);
            } finally {
                if (taken.get() == null) {
                    SpooledFiles.remove(connection, fileId);
                }
            }
        } catch (FileRefusal refusal) {
            throw Problem.rule(
                    refusal.code(),
                    refusal.path().isEmpty() ? null : refusal.path(),
                    String.valueOf(refusal.getMessage()),
                    refusal.remedy());
        } catch (IOException e) {
            throw Problem.unreadable(
                    "upload-broken", null, "The file did not arrive completely.", "Send it again as a whole.");
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private Response start(ImportOrder order, Spooled file, AtomicReference<@Nullable String> taken) {
        Cause cause = context.cause();
        Map<String, String> request = Map.of(
                "recordType",
                order.recordType(),
                "columns",
                order.columns().toString(),
                "owners",
                String.join("\n", order.owners()),
                "locale",
                String.valueOf(order.locale()),
                "sha256",
                file.sha256());
        return commands.run(request, unit -> {
            Job job = jobs.start(unit, ImportRecords.KIND, order, cause);
            SpooledFiles.belongsTo(unit.connection(), order.fileId(), job.id());
            taken.set(job.id());
            return Answer.accepted("/jobs/" + job.id(), job);
        });
    }

    private static ImportOrder order(
            Spooled file,
            FileBytes bytes,
            Charset charset,
            String recordType,
            RowColumns columns,
            List<String> owners,
            @Nullable String locale,
            String subtype) {
        CsvHeader header = null;
        FileRows.Position start;
        if (subtype.equals("csv")) {
            header = CsvHeader.of(bytes, charset);
            columns.checkAgainst(header.named());
            start = new FileRows.Position(header.start(), header.line());
        } else {
            start = JsonLines.start(bytes, JsonObjects::parse);
        }
        return new ImportOrder(
                file.id(),
                file.length(),
                charset.name(),
                recordType,
                columns.id(),
                columns.name(),
                columns.owner(),
                owners,
                locale,
                header,
                start.text(),
                Math.max(0, file.lines() - start.line() + 1));
    }

    private static void checkOwners(List<String> owners) {
        if (owners.size() > MAX_OWNERS) {
            throw Problem.rule(
                    "too-many-owners",
                    "owner",
                    "There are " + owners.size() + " owners.",
                    "Send at most " + MAX_OWNERS + " owners.");
        }
        if (owners.stream().anyMatch(owner -> owner.isBlank() || RowColumns.wrongId(owner) != null)) {
            throw Problem.rule(
                    "owner-invalid",
                    "owner",
                    "An owner is blank, or has more than " + RowColumns.LONGEST_ID + " or unreadable characters.",
                    "Send each owner as a user id.");
        }
    }

    private static Charset charset(MediaType type) {
        String asked = type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (asked == null) {
            return StandardCharsets.UTF_8;
        }
        return CHARSETS.stream()
                .filter(known -> known.name().equalsIgnoreCase(asked)
                        || known.aliases().stream().anyMatch(asked::equalsIgnoreCase))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        415,
                        "charset-unsupported",
                        "Not this form",
                        "Files in " + asked + " are not understood.",
                        List.of(new Problem.Finding(
                                "charset-unsupported",
                                "Content-Type",
                                "Files in " + asked + " are not understood.",
                                "Send UTF-8, ISO-8859-1 or windows-1252."))));
    }

    private static @Nullable String locale(@Nullable String tag) {
        if (tag == null || tag.isBlank()) {
            return null;
        }
        if (Locale.forLanguageTag(tag).getLanguage().isEmpty()) {
            throw Problem.rule(
                    "locale-unknown", "locale", "This is not a language tag.", "Give one such as en or de-DE.");
        }
        return tag;
    }
}
