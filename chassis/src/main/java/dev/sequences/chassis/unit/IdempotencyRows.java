package dev.sequences.chassis.unit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.json.Json;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
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

/** First answers by key, table {@code chassis.idempotency_key}, written in the transaction of the effect. */
final class IdempotencyRows {

    private record Name(String caller, String key) {}

    private record First(String requestHash, Answer answer) {}

    private record Fresh(IdempotencyKey key, Answer answer, Instant at) {}

    private final Connection connection;
    private final Map<Name, First> known = new HashMap<>();
    private final List<Fresh> fresh = new ArrayList<>();

    IdempotencyRows(Connection connection) {
        this.connection = connection;
    }

    void preload(List<@Nullable IdempotencyKey> keys) throws SQLException {
        List<IdempotencyKey> given = keys.stream().filter(Objects::nonNull).toList();
        if (given.isEmpty()) {
            return;
        }
        try (PreparedStatement read = connection.prepareStatement(
                "select k.caller, k.key, k.request_hash, k.status, k.body, k.location, k.version"
                        + " from unnest(?::text[], ?::text[]) as asked(caller, key)"
                        + " join chassis.idempotency_key k on k.caller = asked.caller and k.key = asked.key")) {
            read.setArray(
                    1,
                    connection.createArrayOf(
                            "text", given.stream().map(IdempotencyKey::caller).toArray(String[]::new)));
            read.setArray(
                    2,
                    connection.createArrayOf(
                            "text", given.stream().map(IdempotencyKey::key).toArray(String[]::new)));
            try (ResultSet result = read.executeQuery()) {
                while (result.next()) {
                    String body = result.getString(5);
                    known.put(
                            new Name(result.getString(1), result.getString(2)),
                            new First(
                                    result.getString(3),
                                    new Answer(
                                            result.getInt(4),
                                            body == null ? null : Json.read(body, JsonNode.class),
                                            result.getString(6),
                                            result.getObject(7, Long.class))));
                }
            }
        }
    }

    /** The first answer; a problem when the key was used with another request. */
    Optional<Answer> answerTo(IdempotencyKey key) {
        First first = known.get(new Name(key.caller(), key.key()));
        if (first == null) {
            return Optional.empty();
        }
        if (!first.requestHash().equals(key.requestHash())) {
            throw Units.keyReused();
        }
        return Optional.of(first.answer());
    }

    void remember(IdempotencyKey key, Answer answer, Instant at) {
        known.put(new Name(key.caller(), key.key()), new First(key.requestHash(), answer));
        fresh.add(new Fresh(key, answer, at));
    }

    void flush() throws SQLException {
        if (fresh.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into chassis.idempotency_key (caller, key, request_hash, status, body, location, version, created_at)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (Fresh one : fresh) {
                insert.setString(1, one.key().caller());
                insert.setString(2, one.key().key());
                insert.setString(3, one.key().requestHash());
                insert.setInt(4, one.answer().status());
                insert.setString(
                        5,
                        one.answer().body() == null ? null : json(one.answer().body()));
                insert.setString(6, one.answer().location());
                insert.setObject(7, one.answer().version());
                insert.setObject(8, one.at().atOffset(ZoneOffset.UTC));
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
