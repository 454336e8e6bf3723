package dev.sequences.acceptance.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.acceptance.Api;
import dev.sequences.acceptance.Reply;
import dev.sequences.acceptance.RunningSuite;
import dev.sequences.acceptance.Suite;
import dev.sequences.acceptance.access.AccessRow.Expected;
import dev.sequences.acceptance.access.AccessRow.Relation;
import dev.sequences.acceptance.access.AccessRow.Role;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every endpoint of every service for no token and each role, and for each relation between the salesperson and the object. The expected
 * responses are data: {@code access-matrix.txt}. An endpoint without a row and a row without an endpoint fail.
 */
@Order(230)
@ExtendWith(Suite.class)
class AccessMatrixIT {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final int MAX_SHOWN = 200;
    private static final int LONG = 3_000;

    private final RunningSuite suite;
    private final AccessObjects objects;
    private final List<String> differences = new ArrayList<>();

    AccessMatrixIT(RunningSuite suite) {
        this.suite = suite;
        this.objects = new AccessObjects(suite);
    }

    @Test
    void answersEveryRoleAndRelationAsTheMatrixSays() {
        List<AccessRow> rows = AccessRow.all();
        Set<String> listed = rows.stream().map(AccessRow::endpoint).collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed)
                .as("rows of access-matrix.txt and endpoints of the OpenAPI documents")
                .containsExactlyInAnyOrderElementsOf(endpoints());

        for (AccessRow row : rows) {
            check(row);
        }
        assertThat(String.join("\n", differences))
                .as("%d responses differ from access-matrix.txt", differences.size())
                .isEmpty();
    }

    private Map<String, URI> services() {
        Map<String, URI> services = new LinkedHashMap<>();
        services.put("designer", suite.at().designer());
        services.put("enrollment", suite.at().enrollment());
        services.put("worklist", suite.at().worklist());
        services.put("segment", suite.at().segment());
        services.put("insights", suite.at().insights());
        return services;
    }

    private Set<String> endpoints() {
        Set<String> endpoints = new TreeSet<>();
        services().forEach((service, address) -> {
            JsonNode paths =
                    Api.of(address, null).get("/q/openapi?format=json").json().path("paths");
            assertThat(paths).as("paths of %s", service).isNotEmpty();
            paths.properties().forEach(path -> path.getValue().fieldNames().forEachRemaining(method -> {
                if (METHODS.contains(method)) {
                    endpoints.add(service + " " + method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                }
            }));
        });
        return endpoints;
    }

    private void check(AccessRow row) {
        List<Relation> relations = row.object() == null ? List.of(Relation.OWN) : List.of(Relation.values());
        compare(row, "anonymous", Relation.OWN, row.anonymous(), null);
        for (Role role : Role.values()) {
            for (Relation relation : relations) {
                compare(row, role.label(), relation, row.expected(role, relation), objects.token(role));
            }
        }
    }

    private void compare(AccessRow row, String caller, Relation relation, Expected expected, @Nullable String token) {
        String id = row.object() == null
                ? null
                : row.fresh() && expected.isSuccess()
                        ? objects.create(row.object(), relation)
                        : objects.shared(row.object(), relation);
        Reply reply = send(row, id, relation, token);
        String text = reply.text();
        boolean same = reply.status() == expected.status()
                && (expected.contains() == null || expected.contains() == text.contains(String.valueOf(id)))
                && (expected.result() == null || firstResult(reply).contains(expected.result()));
        if (!same) {
            differences.add("line %d: %s as %s, %s: expected %s, got %d %s"
                    .formatted(
                            row.line(),
                            row.endpoint(),
                            caller,
                            row.object() == null ? "no object" : row.object() + " " + relation,
                            expected,
                            reply.status(),
                            text.substring(0, Math.min(MAX_SHOWN, text.length()))));
        }
    }

    private Reply send(AccessRow row, @Nullable String id, Relation relation, @Nullable String token) {
        Api api = Api.of(services().get(row.service()), token);
        for (Map.Entry<String, String> header : row.request().headers().entrySet()) {
            api = api.with(header.getKey(), header.getValue());
        }
        String path = row.path();
        for (Map.Entry<String, String> parameter : row.request().parameters().entrySet()) {
            path = path.replace("{" + parameter.getKey() + "}", filled(parameter.getValue(), id, relation));
        }
        if (id != null) {
            path = path.replaceFirst("\\{\\w+}", id);
        }
        assertThat(path)
                .as("line %d: set the path parameters in the last column", row.line())
                .doesNotContain("{");
        String body = row.request().body();
        return api.send(
                row.method(),
                path + filled(row.request().query(), id, relation),
                body == null ? null : filled(body, id, relation),
                row.request().mediaType());
    }

    /** Replaces the placeholders that the head of the matrix explains. */
    private String filled(String text, @Nullable String id, Relation relation) {
        String filled = text.replace("$unique", objects.unique())
                .replace("$run", objects.run())
                .replace("$long", "x".repeat(LONG));
        if (id != null) {
            filled = filled.replace("$id", id);
        }
        for (String type : List.of("sequence", "record", "enrollment", "item", "template")) {
            if (filled.contains("$" + type)) {
                filled = filled.replace("$" + type, objects.shared(type, relation));
            }
        }
        return filled;
    }

    private static List<String> firstResult(Reply reply) {
        JsonNode first = reply.json().path("results").path(0);
        return List.of(first.path("status").asText(), first.path("code").asText());
    }
}
