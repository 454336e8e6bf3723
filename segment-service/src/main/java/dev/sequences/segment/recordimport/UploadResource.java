package dev.sequences.segment.recordimport;

import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.chassis.http.Turns;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.segment.recordimport.Uploads.Appended;
import dev.sequences.segment.recordimport.Uploads.Upload;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Uploads of large files in parts, which resume after a broken connection or a restart of the service: the core protocol and the creation
 * extension of tus 1.0.0. A complete upload is imported with parameter {@code upload} of {@link ImportResource}. An upload is kept for a day.
 */
@Path("/uploads")
@RolesAllowed({Roles.SYSTEM_ADMINISTRATOR, Roles.SEQUENCE_MANAGER, Roles.SALES_MANAGER})
public class UploadResource {

    static final String OFFSET = "Upload-Offset";
    static final String LENGTH = "Upload-Length";

    private static final String PROTOCOL = "Tus-Resumable";
    private static final String VERSION = "1.0.0";
    private static final long MAX_LENGTH = 1L << 30;

    /** A part uses a database connection until it has arrived. */
    private final Turns parts = new Turns(8, Duration.ofSeconds(10));

    private final Caller caller;
    private final DataSource dataSource;

    UploadResource(Caller caller, DataSource dataSource) {
        this.caller = caller;
        this.dataSource = dataSource;
    }

    /**
     * @param offset number of bytes that are stored
     * @param jobId the job that imports the file; null before
     */
    record UploadBody(
            String id, long length, long offset, @Nullable String jobId) {

        static UploadBody of(Upload upload) {
            return new UploadBody(upload.id(), upload.length(), upload.received(), upload.jobId());
        }
    }

    /** Begins an upload of {@code Upload-Length} bytes. */
    @POST
    public Response begin(@HeaderParam(LENGTH) @Nullable String length) {
        long bytes = number(LENGTH, length);
        if (bytes > MAX_LENGTH) {
            throw Problem.tooLarge(
                    "The file exceeds the limit of an upload.",
                    "Send at most " + MAX_LENGTH + " bytes, or compress the file with gzip.");
        }
        try (Connection connection = dataSource.getConnection()) {
            Upload upload = Uploads.begin(connection, caller.user(), bytes);
            return headers(Response.created(URI.create("/uploads/" + upload.id())), upload)
                    .entity(UploadBody.of(upload))
                    .build();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Returns how much of the file is stored. */
    @HEAD
    @Path("/{id}")
    public Response offset(@PathParam("id") String id) {
        try (Connection connection = dataSource.getConnection()) {
            return headers(Response.ok(), find(connection, id)).build();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Like HEAD, with a body. */
    @GET
    @Path("/{id}")
    public Response get(@PathParam("id") String id) {
        try (Connection connection = dataSource.getConnection()) {
            Upload upload = find(connection, id);
            return headers(Response.ok(UploadBody.of(upload)), upload).build();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /**
     * Appends the body at {@code Upload-Offset}.
     *
     * @param checksum {@code sha1}, {@code sha256} or {@code md5} and the digest of the body in Base64; a body with another one is not stored
     */
    @PATCH
    @Path("/{id}")
    @Consumes("application/offset+octet-stream")
    public Response append(
            @PathParam("id") String id,
            @HeaderParam(OFFSET) @Nullable String offset,
            @HeaderParam(PartChecksum.HEADER) @Nullable String checksum,
            InputStream body) {
        long from = number(OFFSET, offset);
        PartChecksum expected = checksum == null ? null : PartChecksum.of(checksum);
        try (Turns.Turn turn = parts.take();
                Connection connection = dataSource.getConnection()) {
            Upload upload = find(connection, id);
            if (upload.received() != from || upload.jobId() != null) {
                throw conflict(upload);
            }
            Appended appended = expected == null
                    ? Uploads.append(connection, upload, body)
                    : Uploads.append(connection, upload, body, expected.digest(), expected.expected());
            return switch (appended) {
                case STORED ->
                    headers(Response.noContent(), find(connection, id)).build();
                case CONFLICT -> throw conflict(find(connection, id));
                case TOO_LONG ->
                    throw Problem.tooLarge(
                            "The parts have more than " + upload.length() + " bytes.",
                            "Begin a new upload with the length of the file as Upload-Length.");
                case DIFFERENT -> throw PartChecksum.mismatch();
                case CUT ->
                    throw Problem.unreadable(
                            "upload-cut",
                            null,
                            "The connection broke.",
                            "Read Upload-Offset with HEAD, and send the rest of the file from there.");
            };
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    /** Removes an upload. */
    @DELETE
    @Path("/{id}")
    public Response remove(@PathParam("id") String id) {
        try (Connection connection = dataSource.getConnection()) {
            Uploads.remove(connection, find(connection, id).id());
            return Response.noContent().header(PROTOCOL, VERSION).build();
        } catch (SQLException e) {
            throw new StorageFailure(e);
        }
    }

    private Upload find(Connection connection, String id) {
        return Uploads.find(connection, id, caller.user()).orElseThrow(() -> Problem.unknown("upload", id));
    }

    private static Problem conflict(Upload upload) {
        boolean imported = upload.jobId() != null;
        return Problem.of(new Refusal(
                Refusal.Kind.CONFLICT,
                imported ? "upload-imported" : "upload-offset-conflict",
                imported ? null : OFFSET,
                imported
                        ? "The upload was imported by job " + upload.jobId() + "."
                        : "The upload has " + upload.received() + " of " + upload.length() + " bytes.",
                imported ? "Begin a new upload." : "Send the file from byte " + upload.received() + "."));
    }

    private static long number(String header, @Nullable String value) {
        if (value != null && value.matches("\\d{1,15}")) {
            return Long.parseLong(value);
        }
        throw Problem.unreadable(
                "header-unreadable",
                header,
                header + " is missing or no number of bytes.",
                "Send a whole number of bytes.");
    }

    private static Response.ResponseBuilder headers(Response.ResponseBuilder response, Upload upload) {
        return response.header(PROTOCOL, VERSION)
                .header(OFFSET, upload.received())
                .header(LENGTH, upload.length())
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
