package dev.sequences.worklist.http;

import static dev.sequences.worklist.support.WorklistUnderTest.seller;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequences.contracts.crm.RecordChangedV1;
import dev.sequences.contracts.definition.SequenceCreatedV1;
import dev.sequences.testkit.infra.ServiceResource;
import dev.sequences.testkit.infra.TestTokens;
import dev.sequences.worklist.intake.definitions.DefinitionIntake;
import dev.sequences.worklist.intake.records.RecordIntake;
import dev.sequences.worklist.support.Step;
import dev.sequences.worklist.support.TestMessage;
import dev.sequences.worklist.support.WorklistUnderTest;
import dev.sequences.worklist.support.WorklistUnderTest.Reply;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
        value = ServiceResource.class,
        initArgs = @ResourceArg(name = "sequences.relay.enabled", value = "false"))
class MyWorkResourceTest {

    @Inject
    WorklistUnderTest worklist;

    @Inject
    RecordIntake records;

    @Inject
    DefinitionIntake definitions;

    /** Each test has its own seller, so that it does not see the items of other tests. */
    private String user;

    private String token;

    @BeforeEach
    void createSeller() {
        user = "seller-" + UUID.randomUUID();
        token = seller(user);
    }

    private Step due(String type, Instant dueAt) {
        return due(Step.of("r-" + UUID.randomUUID()), type, dueAt);
    }

    private Step due(Step step, String type, Instant dueAt) {
        worklist.deliverTwice(step.opened(type, user, dueAt));
        return step;
    }

    private void record(Step step, String name, Object score) {
        worklist.deliverTwice(
                records,
                TestMessage.of(
                        step.recordType() + ":" + step.recordId(),
                        0,
                        new RecordChangedV1(
                                step.recordType(),
                                step.recordId(),
                                name,
                                "user",
                                user,
                                true,
                                null,
                                score == null ? Map.of() : Map.of("score", score))));
    }

    private Reply list(String query) {
        return worklist.get(token, "/work-items" + query);
    }

    @Test
    void listsItemsDueWithinThirtyDays() {
        Instant startOfToday = LocalDate.now(ZoneOffset.UTC).atStartOfDay().toInstant(ZoneOffset.UTC);
        Step old = due("email", Instant.now().minus(Duration.ofDays(31)));
        Step yesterday = due("email", startOfToday.minusSeconds(60));
        Step today = due("email", startOfToday);
        Step tomorrow = due("email", startOfToday.plus(Duration.ofDays(1)));

        assertThat(list("").ids()).containsExactly(yesterday.item(), today.item());
        assertThat(list("?due=due").ids()).containsExactly(yesterday.item(), today.item());
        assertThat(list("?due=today").ids()).containsExactly(today.item());
        assertThat(list("?due=overdue").ids()).containsExactly(yesterday.item());
        assertThat(list("?due=from-tomorrow").ids()).containsExactly(tomorrow.item());
        assertThat(list("?due=all").ids()).containsExactly(old.item(), yesterday.item(), today.item(), tomorrow.item());
    }

    @Test
    void computesTheDayInTheRequestedTimeZone() {
        Instant startOfToday = LocalDate.now(ZoneOffset.UTC).atStartOfDay().toInstant(ZoneOffset.UTC);
        Step morning = due("email", startOfToday.plus(Duration.ofHours(30)));
        assertThat(list("?due=from-tomorrow").ids()).containsExactly(morning.item());
        // Time zones range from twelve hours behind to fourteen hours ahead of UTC.
        List<String> west = list("?due=from-tomorrow&timeZone=Etc/GMT%2B12").ids();
        List<String> east =
                list("?due=from-tomorrow&timeZone=Pacific/Kiritimati").ids();
        assertThat(west.size() + east.size()).isLessThanOrEqualTo(2);
        assertThat(list("?due=today&timeZone=Mars/Base").code()).isEqualTo("parameter-unreadable");
    }

    @Test
    void omitsSnoozedItemsUntilTheyAreDue() {
        Step step = due("email", Instant.now().minusSeconds(5));
        worklist.post(
                token,
                "/work-items/" + step.item() + "/snooze",
                "{\"until\":\"" + Instant.now().plus(Duration.ofDays(2)) + "\"}");
        assertThat(list("").ids()).isEmpty();
        assertThat(list("?due=from-tomorrow").ids()).containsExactly(step.item());
        assertThat(list("?due=all").body().path("items").path(0).path("status").asText())
                .isEqualTo("snoozed");
    }

    @Test
    void listsWaitsSeparately() {
        Step wait = Step.of("w");
        worklist.deliverTwice(wait.waitStarted(user, Instant.now().plus(Duration.ofDays(3))));
        Step open = due("email", Instant.now().minusSeconds(5));
        assertThat(list("?due=waiting").ids()).containsExactly(wait.item());
        assertThat(list("").ids()).containsExactly(open.item());
        assertThat(list("?due=from-tomorrow").ids()).isEmpty();
        assertThat(list("?due=all").ids()).containsExactly(open.item(), wait.item());
    }

    @Test
    void omitsAClosedItemAtOnce() {
        Step step = due("email", Instant.now().minusSeconds(5));
        worklist.post(token, "/work-items/" + step.item() + "/complete", "{}");
        assertThat(list("").ids()).isEmpty();
        assertThat(list("?due=all").ids()).isEmpty();
    }

    @Test
    void filtersByTypesNameAndFlags() {
        Instant now = Instant.now().minusSeconds(60);
        Step lead = due(Step.of("lead", "a-" + user), "phone-call", now);
        Step account = due(Step.of("account", "b-" + user), "email", now.plusSeconds(1));
        record(lead, "Amara Okafor", null);
        record(account, "ACME 100%", null);

        assertThat(list("?recordType=lead").ids()).containsExactly(lead.item());
        assertThat(list("?recordType=lead&recordType=account").ids()).containsExactly(lead.item(), account.item());
        assertThat(list("?recordType=lead,account").ids()).hasSize(2);
        assertThat(list("?activityType=email").ids()).containsExactly(account.item());
        assertThat(list("?recordType=lead&activityType=email").ids()).isEmpty();
        assertThat(list("?recordType=boat").ids()).isEmpty();
        assertThat(list("?q=okaf").ids()).containsExactly(lead.item());
        record(account, "ΟΔΟΣ 100%", null);
        assertThat(list("?q=" + URLEncoder.encode("οδος", StandardCharsets.UTF_8))
                        .ids())
                .containsExactly(account.item());
        record(lead, "Ren\u00e9 100", null);
        for (String text : List.of("REN\u00c9", "rene\u0301")) {
            assertThat(list("?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8))
                            .ids())
                    .containsExactly(lead.item());
        }
        assertThat(list("?q=0%25").ids()).containsExactly(account.item());
        assertThat(list("?q=%25").ids()).containsExactly(account.item());
        assertThat(list("?q=' or 1=1".replace(" ", "%20")).ids()).isEmpty();

        assertThat(list("?unopened=true").ids()).hasSize(2);
        assertThat(worklist.post(token, "/work-items/" + lead.item() + "/read", null)
                        .status())
                .isEqualTo(204);
        assertThat(list("?unopened=true").ids()).containsExactly(account.item());
        assertThat(list("?unopened=false").ids()).containsExactly(lead.item());
        worklist.post(token, "/work-items/" + lead.item() + "/unread", null);
        assertThat(list("?unopened=true").ids()).hasSize(2);

        worklist.post(token, "/work-items/" + account.item() + "/follow", null);
        assertThat(list("?followed=true").ids()).containsExactly(account.item());
        assertThat(list("?followed=false").ids()).containsExactly(lead.item());
        worklist.post(token, "/work-items/" + account.item() + "/unfollow", null);
        assertThat(list("?followed=true").ids()).isEmpty();
    }

    @Test
    void separatesTheFlagsOfSellers() {
        Step step = due("email", Instant.now().minusSeconds(5));
        String manager = TestTokens.token("boss-" + user, "sales-manager");
        worklist.post(manager, "/work-items/" + step.item() + "/read", null);
        worklist.post(manager, "/work-items/" + step.item() + "/follow", null);

        Reply own = worklist.get(token, "/work-items/" + step.item());
        assertThat(own.body().path("unread").asBoolean()).isTrue();
        assertThat(own.body().path("followed").asBoolean()).isFalse();
        Reply theirs = worklist.get(manager, "/work-items/" + step.item());
        assertThat(theirs.body().path("unread").asBoolean()).isFalse();
        assertThat(theirs.body().path("followed").asBoolean()).isTrue();
    }

    @Test
    void sortsAndGroupsByAnyKey() {
        Instant now = Instant.now().minusSeconds(60);
        Step call = due(Step.of("lead", "1-" + user), "phone-call", now.plusSeconds(3));
        Step email = due(Step.of("account", "2-" + user), "email", now.plusSeconds(2));
        Step task = due(Step.of("lead", "3-" + user), "task", now.plusSeconds(1));
        record(call, "Zoe", 3);
        record(email, "amara", 81.5);
        worklist.deliverTwice(
                definitions,
                TestMessage.of(
                        call.sequence(), 0, new SequenceCreatedV1(call.sequence(), "B", null, "lead", "h", null)),
                TestMessage.of(
                        email.sequence(), 0, new SequenceCreatedV1(email.sequence(), "A", null, "lead", "h", null)));

        assertThat(list("?sort=due-date").ids()).containsExactly(task.item(), email.item(), call.item());
        assertThat(list("?sort=-due-date").ids()).containsExactly(call.item(), email.item(), task.item());
        assertThat(list("?sort=name").ids()).containsExactly(task.item(), email.item(), call.item());
        assertThat(list("?sort=-name").ids()).containsExactly(call.item(), email.item(), task.item());
        assertThat(list("?sort=score").ids()).containsExactly(email.item(), call.item(), task.item());
        assertThat(list("?sort=record-type").ids()).containsExactly(email.item(), task.item(), call.item());
        assertThat(list("?sort=activity-type").ids()).containsExactly(email.item(), call.item(), task.item());
        assertThat(list("?sort=sequence-name").ids()).containsExactly(task.item(), email.item(), call.item());
        assertThat(list("?group=record-type&sort=-due-date").ids())
                .containsExactly(email.item(), call.item(), task.item());
        assertThat(list("?sort=score")
                        .body()
                        .path("items")
                        .path(0)
                        .path("score")
                        .asDouble())
                .isEqualTo(81.5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sort=due-date",
                "sort=-due-date",
                "sort=name",
                "sort=-name",
                "sort=score",
                "sort=-score",
                "sort=activity-type",
                "sort=sequence-name",
                "group=record-type&sort=-score",
                "group=name&sort=name",
                "due=all",
                "due=all&sort=score&group=activity-type"
            })
    void returnsEveryItemOnceOverAllPages(String query) {
        Instant now = Instant.now().minusSeconds(60);
        List<String> all = new ArrayList<>();
        List<TestMessage> opened = new ArrayList<>();
        List<TestMessage> changed = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            Step step = Step.of(i % 3 == 0 ? "lead" : "contact", i + "-" + user);
            opened.add(step.opened(i % 2 == 0 ? "email" : "task", user, now.plusSeconds(i / 4)));
            if (i % 5 != 0) {
                changed.add(TestMessage.of(
                        step.recordType() + ":" + step.recordId(),
                        0,
                        new RecordChangedV1(
                                step.recordType(),
                                step.recordId(),
                                "Name " + i % 4,
                                "user",
                                user,
                                true,
                                null,
                                Map.of("score", (i % 6) / 10.0))));
            }
            all.add(step.item());
        }
        worklist.deliverTwice(opened.toArray(TestMessage[]::new));
        worklist.deliverTwice(records, changed.toArray(TestMessage[]::new));

        List<String> whole = list("?limit=200&" + query).ids();
        List<String> paged = new ArrayList<>();
        String after = "";
        do {
            Reply page = list("?limit=5&" + query + after);
            assertThat(page.status()).isEqualTo(200);
            paged.addAll(page.ids());
            String next = page.body().path("next").textValue();
            after = next == null ? null : "&after=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        } while (after != null);

        assertThat(paged).isEqualTo(whole).containsExactlyInAnyOrderElementsOf(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "due=now",
                "sort=size",
                "sort=--name",
                "group=due-date",
                "unopened=yes",
                "followed=1",
                "limit=0",
                "limit=201",
                "limit=x",
                "limit=99999999999",
                "timeZone=Nowhere",
                "after=%25%25",
                "after=YWJj",
                "q=%00",
                "q=a%0Ab",
                "recordType=%00",
                "assignee=%00",
                "after=LURVRV9EQVRFL251bGwfMB8w"
            })
    void refusesInvalidParameters(String query) {
        Reply reply = list("?" + query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.body().path("errors").path(0).path("remedy").asText()).isNotEmpty();
    }

    @Test
    void refusesACursorOfAnotherSortOrder() {
        for (int i = 0; i < 3; i++) {
            due("email", Instant.now().minusSeconds(60));
        }
        String cursor = list("?limit=1&sort=name").body().path("next").asText();
        assertThat(list("?limit=1&sort=name&after=" + cursor).status()).isEqualTo(200);
        assertThat(list("?limit=1&sort=record-type&after=" + cursor).code()).isEqualTo("cursor-unreadable");
        assertThat(list("?limit=1&sort=-name&after=" + cursor).code()).isEqualTo("cursor-unreadable");
    }

    @Test
    void refusesTextsThatAreTooLong() {
        assertThat(list("?q=" + "x".repeat(201)).status()).isEqualTo(400);
        assertThat(list("?recordType=" + String.join(",", Collections.nCopies(90, "lead")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void listsOwnItemsOnlyUnlessTheRolePermitsMore() {
        Step step = due("email", Instant.now().minusSeconds(5));
        String other = "other-" + user;
        for (String role : List.of("salesperson", "sequence-manager")) {
            String theirs = TestTokens.token(other, role);
            assertThat(worklist.get(theirs, "/work-items").ids()).isEmpty();
            assertThat(worklist.get(theirs, "/work-items?assignee=" + user).status())
                    .isEqualTo(403);
            assertThat(worklist.get(theirs, "/work-items?assignee=" + other).status())
                    .isEqualTo(200);
        }
        String manager = TestTokens.token(other, "sales-manager");
        assertThat(worklist.get(manager, "/work-items").ids()).isEmpty();
        assertThat(worklist.get(manager, "/work-items?assignee=" + user).ids()).containsExactly(step.item());
        String administrator = TestTokens.token(other, "system-administrator");
        assertThat(worklist.get(administrator, "/work-items?assignee=" + user).ids())
                .containsExactly(step.item());
        assertThat(worklist.get(administrator, "/work-items?limit=200&sort=-due-date&q=")
                        .ids())
                .contains(step.item());
    }

    @Test
    void hidesItemsOfATeamFromAUserWithTheSameId() {
        Step step = due("email", Instant.now().minusSeconds(5));
        worklist.post(
                TestTokens.token("boss", "sales-manager"),
                "/work-items/" + step.item() + "/assign",
                "{\"assigneeType\":\"team\",\"assigneeId\":\"" + user + "\"}");
        assertThat(list("").ids()).isEmpty();
        assertThat(worklist.get(token, "/work-items/" + step.item()).status()).isEqualTo(404);
    }

    /** Domain rule T32. */
    @Test
    void listsItemsOfATeamForEveryMember() {
        Step own = due("email", Instant.now().minusSeconds(9));
        Step teams = due("email", Instant.now().minusSeconds(5));
        String team = "team-" + user;
        worklist.post(
                TestTokens.token("boss", "sales-manager"),
                "/work-items/" + teams.item() + "/assign",
                "{\"assigneeType\":\"team\",\"assigneeId\":\"" + team + "\"}");
        String member = TestTokens.token(user, "sales", List.of("others", team), "salesperson");
        assertThat(worklist.get(member, "/work-items").ids()).containsExactly(own.item(), teams.item());
        assertThat(list("").ids()).containsExactly(own.item());
        assertThat(worklist.get(TestTokens.token("mate", "sales", List.of(team), "salesperson"), "/work-items")
                        .ids())
                .containsExactly(teams.item());
        assertThat(worklist.get(token, "/work-items/" + teams.item()).status()).isEqualTo(404);
        assertThat(worklist.post(member, "/work-items/" + teams.item() + "/complete", "{}")
                        .status())
                .isEqualTo(200);
        assertThat(worklist.get(member, "/work-items").ids()).containsExactly(own.item());
    }
}
