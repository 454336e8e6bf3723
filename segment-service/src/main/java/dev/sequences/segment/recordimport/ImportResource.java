package dev.sequences.segment.recordimport;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.Fields;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.http.Turns;
import dev.sequences.chassis.jobs.Job;
import dev.sequences.chassis.jobs.Jobs;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Roles;
import dev.sequences.segment.recordimport.SpooledFiles.Spooled;
import dev.sequences.segment.recordimport.model.ColumnMapping;
import dev.sequences.segment.recordimport.model.CsvHeader;
import dev.sequences.segment.recordimport.model.FileBytes;
import dev.sequences.segment.recordimport.model.FileRefusal;
import dev.sequences.segment.recordimport.model.FileRows;
import dev.sequences.segment.recordimport.model.NdjsonRows;
import dev.sequences.segment.segment.model.RecordTypes;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
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

/** Accepts a file of records. Errors of the whole file are reported in the response, errors of single rows by the import job. */
@Path("/records/import")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class ImportResource {

    /** Encodings in which line breaks and quotes have the same bytes as in ASCII. */
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1, Charset.forName("windows-1252"));

    private static final int MAX_OWNERS = 1_000;

    /** An upload uses a database connection until its file is complete. */
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
     * Spools the file and starts the import job.
     *
     * @param idColumn column of the record id; if missing or {@code #line}, the line number is the id
     * @param ownerColumn column of the owner's user id
     * @param owners {@code owner}, repeatable: users who receive the new records of rows without an owner in turn; default is the caller
     * @param locale BCP 47 tag of the notation of numbers and dates in a CSV file, which are converted to JSON numbers and ISO dates; if
     *     missing, cells are stored unchanged
     */
    @POST
    @Consumes({"text/csv", "application/x-ndjson"})
    public Response importFile(
            @QueryParam("recordType") @Nullable String recordType,
            @QueryParam("idColumn") @Nullable String idColumn,
            @QueryParam("nameColumn") @Nullable String nameColumn,
            @QueryParam("ownerColumn") @Nullable String ownerColumn,
            @QueryParam("owner") List<String> owners,
            @QueryParam("locale") @Nullable String locale,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) MediaType type,
            @Context UriInfo uri,
            InputStream body) {
        if (recordType == null || !RecordTypes.isKnown(recordType)) {
            throw Problem.rule(
                    "record-type-unknown",
                    "recordType",
                    "The record type is missing or unknown.",
                    "Send recordType as one of: " + String.join(", ", RecordTypes.ALL) + ".");
        }
        // The list itself leaves out empty values.
        checkOwners(uri.getQueryParameters().getOrDefault("owner", List.of()));
        String notation = locale(locale);
        Charset charset = charset(type);
        ColumnMapping columns = new ColumnMapping(idColumn, nameColumn, ownerColumn);
        String fileId = UuidCreator.getTimeOrderedEpoch().toString();
        AtomicReference<@Nullable String> jobId = new AtomicReference<>();
        try (Turns.Turn turn = uploads.take();
                Connection connection = dataSource.getConnection()) {
            try {
                Spooled file = SpooledFiles.spool(connection, fileId, body);
                ImportInput input = input(
                        file,
                        file.bytes(connection),
                        charset,
                        recordType,
                        columns,
                        owners,
                        notation,
                        type.getSubtype());
                return start(input, file, jobId);
            } finally {
                if (jobId.get() == null) {
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
            throw Problem.unreadable("upload-broken", null, "The upload is incomplete.", "Send the whole file again.");
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private Response start(ImportInput input, Spooled file, AtomicReference<@Nullable String> jobId) {
        Cause cause = context.cause();
        Map<String, String> request = Map.of(
                "recordType",
                input.recordType(),
                "columns",
                input.columns().toString(),
                "owners",
                String.join("\n", input.owners()),
                "locale",
                String.valueOf(input.locale()),
                "sha256",
                file.sha256());
        return commands.run(request, unit -> {
            Job job = jobs.start(unit, ImportRecords.KIND, input, cause);
            SpooledFiles.assignTo(unit.connection(), input.fileId(), job.id());
            jobId.set(job.id());
            return Answer.accepted("/jobs/" + job.id(), job);
        });
    }

    private static ImportInput input(
            Spooled file,
            FileBytes bytes,
            Charset charset,
            String recordType,
            ColumnMapping columns,
            List<String> owners,
            @Nullable String locale,
            String subtype) {
        CsvHeader header = null;
        FileRows.Position start;
        if (subtype.equals("csv")) {
            header = CsvHeader.of(bytes, charset);
            columns.checkAgainst(header.namedColumns());
            start = new FileRows.Position(header.start(), header.line());
        } else {
            start = NdjsonRows.start(bytes, JsonObjects::parse);
        }
        return new ImportInput(
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
                    "The request has " + owners.size() + " owners.",
                    "Send at most " + MAX_OWNERS + " owners.");
        }
        if (owners.stream().anyMatch(owner -> owner.isBlank() || ColumnMapping.idError(owner) != null)) {
            throw Problem.rule(
                    "owner-invalid",
                    "owner",
                    "An owner is blank, or has more than " + ColumnMapping.MAX_ID_LENGTH
                            + " characters, or contains control characters.",
                    "Send each owner as a user id.");
        }
    }

    private static Charset charset(MediaType type) {
        String requested = type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (requested == null) {
            return StandardCharsets.UTF_8;
        }
        return CHARSETS.stream()
                .filter(known -> known.name().equalsIgnoreCase(requested)
                        || known.aliases().stream().anyMatch(requested::equalsIgnoreCase))
                .findFirst()
                .orElseThrow(() -> new Problem(
                        415,
                        "charset-unsupported",
                        "Unsupported media type",
                        "Charset '" + requested + "' is not supported.",
                        List.of(new Problem.Finding(
                                "charset-unsupported",
                                "Content-Type",
                                "Charset '" + requested + "' is not supported.",
                                "Send UTF-8, ISO-8859-1 or windows-1252."))));
    }

    private static @Nullable String locale(@Nullable String tag) {
        if (tag == null || tag.isBlank()) {
            return null;
        }
        if (Locale.forLanguageTag(tag).getLanguage().isEmpty()) {
            throw Problem.rule(
                    "locale-unknown",
                    "locale",
                    "'" + Fields.shortened(tag) + "' is not a BCP 47 language tag.",
                    "Send a tag such as en or de-DE.");
        }
        return tag;
    }
}
