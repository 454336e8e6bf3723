package dev.sequences.designer.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.chassis.json.Json;
import dev.sequences.chassis.security.Roles;
import dev.sequences.testkit.access.SequenceVisibilityCase;
import dev.sequences.testkit.infra.ServiceResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases that every service runs, for commands, reads and the list, which decides in the database. */
@QuarkusTest
@QuarkusTestResource(ServiceResource.class)
class SequenceVisibilityTest {

    @TestHTTPResource("/")
    URL service;

    static List<SequenceVisibilityCase> cases() {
        return SequenceVisibilityCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decidesByRoleOwnerAndBusinessUnit(SequenceVisibilityCase one) {
        String name = "Visible " + UUID.randomUUID();
        String creator = one.ownerType().equals("user") ? one.owner() : "creator";
        DesignerClient author = client(creator, List.of(), one.sequenceUnit(), Roles.SALESPERSON);
        String path = author.create(name);
        if (one.ownerType().equals("team")) {
            author.post(path + "/assign", Json.text(Map.of("ownerType", "team", "ownerId", one.owner())))
                    .expect(200);
        }

        DesignerClient reader = client(one.user(), one.teams(), one.businessUnit(), one.role());
        reader.get(path).expect(one.visible() ? 200 : 404);
        reader.post(path + "/copy", Json.text(Map.of("name", "Copy of " + name)))
                .expect(one.visible() ? 201 : 404);
        assertThat(reader.get("/sequences?q=" + name.replace(' ', '+')).json().path("items"))
                .filteredOn(item -> item.path("name").asText().equals(name))
                .hasSize(one.visible() ? 1 : 0);
    }

    private DesignerClient client(String user, List<String> teams, String businessUnit, String role) {
        return DesignerClient.in(service, businessUnit == null ? "" : businessUnit, teams, user, role);
    }
}
