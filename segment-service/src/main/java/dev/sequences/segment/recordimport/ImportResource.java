package dev.sequences.segment.recordimport;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.http.Turns;
import dev.sequences.chassis.jobs.Job;
import dev.sequences.chassis.jobs.Jobs;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.language.value.DeclaredType;
import dev.sequences.segment.recordimport.IncomingFile.Spooled;
import dev.sequences.segment.recordimport.Uploads.Upload;
import dev.sequences.segment.recordimport.model.CsvHeader;
import dev.sequences.segment.recordimport.model.FileAnalysis;
import dev.sequences.segment.recordimport.model.FileBytes;
import dev.sequences.segment.recordimport.model.FileRecognition;
import dev.sequences.segment.recordimport.model.FileRefusal;
import dev.sequences.segment.recordimport.model.FileRows;
import dev.sequences.segment.recordimport.model.NdjsonRows;
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
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Accepts a file of records. Errors of the whole file are reported in the response, errors of single rows by the import job. */
@Path("/records/import")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class ImportResource {

    /** The columns of larger files are recognized by the job, which shows its progress. */
    private static final long MAX_RECOGNIZED_BYTES = 2 << 20;

    /** An upload uses a database connection until its file is complete. */
    private final Turns uploads = new Turns(8, Duration.ofSeconds(10));

    private final Commands commands;
    private final RequestContext context;
    private final Caller caller;
    private final Jobs jobs;
    private final DataSource dataSource;

    ImportResource(Commands commands, RequestContext context, Caller caller, Jobs jobs, DataSource dataSource) {
        this.commands = commands;
        this.context = context;
        this.caller = caller;
        this.jobs = jobs;
        this.dataSource = dataSource;
    }

    /**
     * Spools the file and starts the import job, which recognizes the types of the columns of a large file first. The file is CSV, NDJSON or an Excel workbook, possibly
     * compressed with gzip.
     *
     * @param idColumn column of the record id; if missing or {@code #line}, the line number is the id
     * @param ownerColumn column of the owner's user id
     * @param owner repeatable: users who receive the new records of rows without an owner in turn; default is the caller
     * @param locale BCP 47 tag of the notation of numbers and dates; if missing, only what has one meaning is converted
     * @param mode {@code merge} (default): fields for which the file has no column stay; {@code replace}: they are removed
     * @param emptyCells {@code keep} (default): fields with an empty cell stay; {@code clear}: they are removed
     * @param onUnreadable {@code text} (default): a cell that is no value of its column's type stays text; {@code refuse}: its row is rejected
     * @param dryRun {@code true}: the job reports the same and writes nothing
     * @param charset encoding of a text file; if missing, that of the content type, or the recognized one
     * @param sheet sheet of a workbook; default is the first one
     * @param upload id of a complete upload, instead of a body
     */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response importFile(
            @QueryParam("recordType") @Nullable String recordType,
            @QueryParam("idColumn") @Nullable String idColumn,
            @QueryParam("nameColumn") @Nullable String nameColumn,
            @QueryParam("ownerColumn") @Nullable String ownerColumn,
            @QueryParam("owner") List<String> owner,
            @QueryParam("locale") @Nullable String locale,
            @QueryParam("mode") @Nullable String mode,
            @QueryParam("emptyCells") @Nullable String emptyCells,
            @QueryParam("onUnreadable") @Nullable String onUnreadable,
            @QueryParam("dryRun") @Nullable String dryRun,
            @QueryParam("charset") @Nullable String charset,
            @QueryParam("sheet") @Nullable String sheet,
            @QueryParam("upload") @Nullable String upload,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable MediaType type,
            @HeaderParam(HttpHeaders.CONTENT_ENCODING) @Nullable String encoding,
            @Context UriInfo uri,
            InputStream body) {
        // Only the raw query distinguishes empty from missing parameters.
        ImportParameters parameters = ImportParameters.of(uri.getQueryParameters());
        IncomingFile incoming = IncomingFile.of(
                parameters.upload() == null ? type : null, encoding, parameters.charset(), parameters.sheet());
        try (Turns.Turn turn = uploads.take();
                Connection connection = dataSource.getConnection()) {
            return parameters.upload() == null
                    ? importStream(connection, parameters, incoming, body, null)
                    : importUpload(connection, parameters, incoming, parameters.upload());
        } catch (FileRefusal refusal) {
            throw Problem.rule(
                    refusal.code(),
                    refusal.path().isEmpty() ? null : refusal.path(),
                    String.valueOf(refusal.getMessage()),
                    refusal.remedy());
        } catch (IOException e) {
            throw Problem.unreadable(
                    "upload-broken",
                    null,
                    "The upload is incomplete.",
                    "Send the whole file again, or use POST /uploads, which resumes.");
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private Response importUpload(Connection connection, ImportParameters parameters, IncomingFile incoming, String id)
            throws IOException {
        Upload upload = Uploads.find(connection, id, caller.user()).orElseThrow(() -> Problem.unknown("upload", id));
        if (!upload.isComplete()) {
            throw Problem.rule(
                    "upload-incomplete",
                    "upload",
                    "The upload has " + upload.received() + " of " + upload.length() + " bytes.",
                    "Send the rest with PATCH /uploads/" + id + ".");
        }
        if (upload.jobId() != null) {
            // A retried request receives its first answer.
            return commands.run(request(parameters, "upload " + id), unit -> {
                throw Problem.of(new Refusal(
                        Refusal.Kind.CONFLICT,
                        "upload-imported",
                        "upload",
                        "The upload was imported by job " + upload.jobId() + ".",
                        "Begin a new upload to import the file again."));
            });
        }
        return importStream(connection, parameters, incoming, Uploads.open(connection, upload), upload);
    }

    private Response importStream(
            Connection connection,
            ImportParameters parameters,
            IncomingFile incoming,
            InputStream stream,
            @Nullable Upload upload)
            throws IOException {
        String fileId = UuidCreator.getTimeOrderedEpoch().toString();
        AtomicReference<@Nullable String> jobId = new AtomicReference<>();
        try {
            Spooled file = incoming.spool(stream, SpooledFiles.begin(connection, fileId));
            return start(
                    parameters, fileId, file, DeclaredColumns.of(connection, parameters.recordType()), upload, jobId);
        } finally {
            if (jobId.get() == null) {
                SpooledFiles.remove(connection, fileId);
            }
        }
    }

    private Response start(
            ImportParameters parameters,
            String fileId,
            Spooled file,
            Map<String, DeclaredType> declared,
            @Nullable Upload upload,
            AtomicReference<@Nullable String> jobId) {
        CsvHeader header = file.format() == IncomingFile.Format.CSV ? CsvHeader.of(file.bytes(), file.charset()) : null;
        List<String> columns = header != null
                ? header.namedColumns()
                : Optional.ofNullable(file.sheet()).orElse(List.of()).stream()
                        .filter(column -> !column.isEmpty())
                        .toList();
        if (!columns.isEmpty()) {
            parameters.columns().checkAgainst(columns);
        }
        FileRows.Position begin = header != null
                ? new FileRows.Position(header.start(), header.line())
                : file.sheet() != null
                        ? new FileRows.Position(0, 1)
                        : NdjsonRows.start(file.bytes(), JsonObjects::parse);
        ImportInput input = input(parameters, fileId, file, header, columns, begin, declared);
        FileAnalysis analysis =
                file.bytes().length() > MAX_RECOGNIZED_BYTES ? null : recognized(input, file.bytes(), begin);
        ImportReport report = ImportReport.begin(
                parameters.options(), file.charset().name(), analysis == null ? null : input.reports(analysis));
        Cause cause = context.cause();
        return commands.run(request(parameters, upload == null ? file.sha256() : "upload " + upload.id()), unit -> {
            Job job = jobs.start(
                    unit, ImportRecords.KIND, analysis == null ? input : input.with(analysis), report, cause);
            SpooledFiles.assignTo(unit.connection(), fileId, job.id());
            if (upload != null && !parameters.options().dryRun()) {
                Uploads.setImported(unit.connection(), upload.id(), job.id());
            }
            jobId.set(job.id());
            return Answer.accepted("/jobs/" + job.id(), job);
        });
    }

    private static ImportInput input(
            ImportParameters parameters,
            String fileId,
            Spooled file,
            @Nullable CsvHeader header,
            List<String> columns,
            FileRows.Position begin,
            Map<String, DeclaredType> declared) {
        return new ImportInput(
                fileId,
                file.bytes().length(),
                file.charset().name(),
                parameters.recordType(),
                parameters.columns().id(),
                parameters.columns().name(),
                parameters.columns().owner(),
                parameters.owners(),
                header,
                file.sheet() == null ? null : columns,
                begin.text(),
                0,
                Map.of(),
                new ImportInput.Unrecognized(parameters.locale(), declared),
                parameters.options());
    }

    private static FileAnalysis recognized(ImportInput input, FileBytes file, FileRows.Position begin) {
        FileRecognition recognition =
                new FileRecognition(input.source(Objects.requireNonNull(input.unrecognized())), begin);
        recognition.read(input.rows(file), rows -> false);
        return recognition.result();
    }

    /** Identifies a retried request: the query is part of its path. */
    private static Map<String, String> request(ImportParameters parameters, String file) {
        return Map.of("recordType", parameters.recordType(), "file", file);
    }
}
