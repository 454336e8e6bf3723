package dev.sequences.chassis.unit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.rows.Row;
import dev.sequences.chassis.rows.Rows;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** First answers by idempotency key, table {@code chassis.idempotency_key}, stored in the transaction of the command. */
final class IdempotencyRows {

    private record Name(String caller, String key) {}

    private record FirstAnswer(String requestHash, Answer answer) {}

    private record NewAnswer(IdempotencyKey key, Answer answer, Instant at) {}

    private final Connection connection;
    private final Map<Name, FirstAnswer> known = new HashMap<>();
    private final List<NewAnswer> unsaved = new ArrayList<>();

    IdempotencyRows(Connection connection) {
        this.connection = connection;
    }

    void preload(List<@Nullable IdempotencyKey> keys) {
        List<IdempotencyKey> present = keys.stream().filter(Objects::nonNull).toList();
        if (present.isEmpty()) {
            return;
        }
        Rows.of(
                        connection,
                        "select k.caller, k.key, k.request_hash, k.status, k.body, k.location, k.version"
                                + " from unnest(?::text[], ?::text[]) as requested(caller, key)"
                                + " join chassis.idempotency_key k on k.caller = requested.caller and k.key = requested.key")
                .with(
                        present.stream().map(IdempotencyKey::caller).toList(),
                        present.stream().map(IdempotencyKey::key).toList())
                .forEach(row -> known.put(
                        new Name(row.text("caller"), row.text("key")),
                        new FirstAnswer(row.text("request_hash"), answer(row))));
    }

    private static Answer answer(Row row) throws SQLException {
        String body = row.textOrNull("body");
        return new Answer(
                row.intValue("status"),
                body == null ? null : Json.read(body, JsonNode.class),
                row.textOrNull("location"),
                row.longOrNull("version"));
    }

    /** Returns the first answer; throws a problem if the key belongs to a different request. */
    Optional<Answer> answerTo(IdempotencyKey key) {
        FirstAnswer first = known.get(new Name(key.caller(), key.key()));
        if (first == null) {
            return Optional.empty();
        }
        if (!first.requestHash().equals(key.requestHash())) {
            throw Units.keyReused();
        }
        return Optional.of(first.answer());
    }

    void remember(IdempotencyKey key, Answer answer, Instant at) {
        known.put(new Name(key.caller(), key.key()), new FirstAnswer(key.requestHash(), answer));
        unsaved.add(new NewAnswer(key, answer, at));
    }

    void flush() throws SQLException {
        if (unsaved.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into chassis.idempotency_key (caller, key, request_hash, status, body, location, version, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (NewAnswer unsavedAnswer : unsaved) {
                IdempotencyKey key = unsavedAnswer.key();
                Answer answer = unsavedAnswer.answer();
                insert.setString(1, key.caller());
                insert.setString(2, key.key());
                insert.setString(3, key.requestHash());
                insert.setInt(4, answer.status());
                insert.setString(5, answer.body() == null ? null : json(answer.body()));
                insert.setString(6, answer.location());
                insert.setObject(7, answer.version());
                insert.setObject(8, unsavedAnswer.at().atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static String json(Object body) {
        try {
            return Json.HTTP.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
