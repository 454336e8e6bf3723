package dev.sequences.chassis.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.sequences.chassis.answer.Problem;
import dev.sequences.chassis.rows.StorageFailure;
import dev.sequences.chassis.unit.WriterUnavailable;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.CharConversionException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Maps every failure to a problem document (RFC 9457). Counts the codes; logs the causes of 5xx, never shows them. */
public class ProblemAnswers {

    private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);

    /** Character not in the encoding, untranslatable character (both: U+0000), datetime field overflow. */
    private static final Set<String> NOT_STORABLE = Set.of("22021", "22P05", "22008");

    static final String MEDIA_TYPE = "application/problem+json";

    private final MeterRegistry metrics;

    ProblemAnswers(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** RFC 9457 with the extensions {@code code} and {@code errors}. */
    record Document(
            String type, String title, int status, @Nullable String detail, String code, List<Problem.Finding> errors) {

        static Document of(Problem problem) {
            return new Document(
                    "urn:sequences:problem:" + problem.code(),
                    problem.title(),
                    problem.status(),
                    problem.getMessage(),
                    problem.code(),
                    problem.findings());
        }
    }

    @ServerExceptionMapper
    Response problem(Problem problem) {
        metrics.counter("sequences.http.problems", "code", problem.code()).increment();
        Response.ResponseBuilder response =
                Response.status(problem.status()).type(MEDIA_TYPE).entity(Document.of(problem));
        if (problem.status() == 503) {
            response.header("Retry-After", "1");
        }
        if (problem.status() == 401) {
            response.header("WWW-Authenticate", "Bearer");
        }
        return response.build();
    }

    @ServerExceptionMapper(priority = 1)
    Response unauthorized(UnauthorizedException e) {
        return problem(Problems.unauthorized());
    }

    @ServerExceptionMapper(priority = 1)
    Response unauthenticated(AuthenticationFailedException e) {
        return problem(Problems.unauthorized());
    }

    @ServerExceptionMapper(priority = 1)
    Response forbidden(ForbiddenException e) {
        return problem(Problems.forbidden());
    }

    @ServerExceptionMapper(priority = 1)
    Response unrecognized(UnrecognizedPropertyException e) {
        return problem(JsonProblems.of(e));
    }

    @ServerExceptionMapper(priority = 1)
    Response invalidFormat(InvalidFormatException e) {
        return problem(JsonProblems.of(e));
    }

    /** The framework has a mapper with an empty body for exactly this type, so a mapper of a supertype is not enough. */
    @ServerExceptionMapper(priority = 1)
    Response mismatched(MismatchedInputException e) {
        return problem(JsonProblems.of(e));
    }

    @ServerExceptionMapper(priority = 2)
    Response unmappable(JsonMappingException e) {
        return problem(JsonProblems.of(e));
    }

    @ServerExceptionMapper(priority = 3)
    Response unparsable(JacksonException e) {
        return problem(JsonProblems.of(e));
    }

    @ServerExceptionMapper(priority = 3)
    Response notUtf8(CharConversionException e) {
        return problem(JsonProblems.notUtf8());
    }

    @ServerExceptionMapper(priority = 4)
    Response http(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        for (Throwable t = e.getCause(); t != null; t = t.getCause()) {
            switch (t) {
                case Problem problem -> {
                    return problem(problem);
                }
                case JacksonException json -> {
                    return problem(JsonProblems.of(json));
                }
                case CharConversionException text -> {
                    return problem(JsonProblems.notUtf8());
                }
                // The framework reports a malformed parameter as 404.
                case IllegalArgumentException parameter
                when status == 404 -> {
                    return problem(Problems.unreadableParameter());
                }
                default -> {}
            }
        }
        return problem(status < 500 ? Problems.ofStatus(status) : unexpected(e));
    }

    @ServerExceptionMapper(priority = 1)
    Response writerUnavailable(WriterUnavailable e) {
        return problem(Problems.writerUnavailable(String.valueOf(e.getMessage())));
    }

    @ServerExceptionMapper(priority = 5)
    Response storage(StorageFailure e) {
        return any(e);
    }

    @ServerExceptionMapper(priority = 6)
    Response any(Throwable e) {
        if (isNotStorable(e)) {
            return problem(Problems.valueNotStorable());
        }
        if (StorageFailure.isTransient(e)) {
            LOG.warnf("the database is unavailable: %s", e.getMessage());
            return problem(Problems.databaseUnavailable());
        }
        return problem(unexpected(e));
    }

    private static boolean isNotStorable(Throwable e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql
                    && sql.getSQLState() != null
                    && NOT_STORABLE.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static Problem unexpected(Throwable e) {
        String incident = UUID.randomUUID().toString();
        LOG.errorf(e, "incident %s", incident);
        return Problems.unexpected(incident);
    }
}
