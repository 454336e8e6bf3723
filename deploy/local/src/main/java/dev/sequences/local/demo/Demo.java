package dev.sequences.local.demo;

import dev.sequences.local.SuiteEndpoints;
import dev.sequences.local.Tokens;
import dev.sequences.local.demo.SuiteClient.Service;
import dev.sequences.local.demo.SuiteClient.User;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Sends leads through all five services: a manager imports them, creates a sequence and a segment, the members are enrolled, five
 * sellers with different profiles work their lists for three days, and insights shows the funnel. At the end the demo checks its numbers.
 */
public final class Demo {

    public static final int ALL_PASSED = 0;
    public static final int CHECKS_FAILED = 1;
    public static final int BAD_INPUT = 2;

    private static final int DAYS = 3;
    private static final int MAX_SEGMENT_NAME = 100;
    private static final User MARIA = User.manager("maria");

    private final DemoOptions options;
    private final Leads leads;
    private final SuiteClient suite;
    private final SuiteClock clock;
    private final Progress progress;
    private final DemoChecks checks = new DemoChecks();
    /** Part of every idempotency key, so that a second run on the same suite is independent of the first. */
    private final String run = "demo-" + UUID.randomUUID();

    private long expectedMembers;
    private Duration clockAdvance = Duration.ZERO;
    /** Waits that must have ended: those that were running when the clock last moved, and earlier ones. */
    private long waitsDue;

    private Demo(DemoOptions options, Leads leads, SuiteClient suite, SuiteClock clock, Progress progress) {
        this.options = options;
        this.leads = leads;
        this.suite = suite;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Runs the demo on a started suite.
     *
     * @return {@link #ALL_PASSED}, {@link #CHECKS_FAILED} (also when the demo could not finish) or {@link #BAD_INPUT}
     */
    public static int run(
            DemoOptions options, SuiteEndpoints endpoints, Tokens tokens, SuiteClock clock, PrintStream out) {
        var progress = new Progress(out);
        try (var suite = new SuiteClient(endpoints, tokens, notice -> progress.line("(%s)", notice))) {
            return new Demo(options, Leads.of(options), suite, clock, progress).run();
        } catch (UnusableLeads e) {
            out.println(e.getMessage());
            return BAD_INPUT;
        } catch (DemoFailure e) {
            progress.blank();
            progress.line("The demo failed: %s", String.valueOf(e.getMessage()));
            return CHECKS_FAILED;
        }
    }

    private int run() throws UnusableLeads {
        var segment = importLeads();
        var sequenceId = createSequence();
        var segmentId = createSegment(sequenceId, segment);
        var members = awaitMembers(segmentId);
        awaitEnrolled(sequenceId, members);
        var sellers = workThreeDays(sequenceId, members);
        var funnel = awaitFunnel(sequenceId, sellers);
        showFunnel(sequenceId, segmentId, funnel);
        return check(sequenceId, members, sellers, funnel);
    }

    private String createSequence() {
        progress.chapter("maria creates a sequence (designer)");
        var created = suite.post(
                Service.DESIGNER,
                MARIA,
                "/sequences",
                run + "-sequence",
                Map.of(
                        "name",
                        DemoSequence.NAME,
                        "description",
                        "An introduction, a wait of two days, a call, a meeting.",
                        "recordType",
                        options.recordType()));
        var id = created.path("id").asText();
        suite.put(Service.DESIGNER, MARIA, "/sequences/" + id + "/draft", run + "-draft", DemoSequence.draft());
        var findings = suite.post(Service.DESIGNER, MARIA, "/sequences/" + id + "/validate", run + "-validate", null)
                .path("findings");
        progress.line("validated: %s", findings.isEmpty() ? "no findings" : findings.size() + " findings");
        for (var finding : findings) {
            progress.line(
                    "  %s %s %s: %s",
                    finding.path("severity").asText(),
                    finding.path("code").asText(),
                    finding.path("nodeKey").asText(""),
                    finding.path("message").asText());
        }
        activate(Service.DESIGNER, "/sequences/" + id, Map.of("changeDescription", "First version"));
        var sequence = suite.get(Service.DESIGNER, MARIA, "/sequences/" + id);
        progress.line(
                "\"%s\" is %s: version %d, id %s",
                sequence.path("name").asText(),
                sequence.path("status").asText(),
                sequence.path("version").asLong(),
                id);
        return id;
    }

    private SegmentChoice importLeads() throws UnusableLeads {
        progress.chapter("maria imports %s (segment)".formatted(leads.title()));
        var imported = new LeadImport(suite, progress, MARIA).run(leads, options, run + "-import");
        if (options.leads() == null) {
            checks.equal("rows imported", imported, "leads generated", options.generatedLeads());
        }
        var fields = RecordFields.read(suite, MARIA, options.recordType());
        checks.equal("rows imported", imported, "records of the type", fields.records());
        progress.line(
                "%,d records with %,d fields; id: %s, name: %s",
                fields.records(),
                fields.fields().size(),
                leads.idColumn() == null ? "the line number" : leads.idColumn(),
                leads.nameColumn() == null ? "none" : leads.nameColumn());
        return options.where().isEmpty()
                ? SegmentChoice.from(fields, leads)
                : SegmentChoice.of(fields, options.where());
    }

    private String createSegment(String sequenceId, SegmentChoice choice) throws UnusableLeads {
        progress.chapter("maria creates a segment (segment)");
        progress.line("%s (%s)", choice.description(), choice.reason());
        var segment = suite.post(
                Service.SEGMENT,
                MARIA,
                "/segments",
                run + "-segment",
                Map.of(
                        "name",
                        segmentName(choice),
                        "recordType",
                        options.recordType(),
                        "priority",
                        100,
                        "conditions",
                        Map.of("all", choice.conditions()),
                        "sequenceId",
                        sequenceId));
        var id = segment.path("id").asText();
        var simulated =
                suite.post(Service.SEGMENT, MARIA, "/segments/" + id + "/simulate", run + "-simulate", Map.of());
        expectedMembers = simulated.path("count").asLong();
        progress.line("simulation: %,d records match", expectedMembers);
        if (expectedMembers == 0) {
            throw new UnusableLeads(
                    "No record of %s matches %s; change --where.".formatted(leads.title(), choice.description()));
        }
        activate(Service.SEGMENT, "/segments/" + id, Map.of("backfill", true));
        return id;
    }

    private static String segmentName(SegmentChoice choice) {
        var name = "Demo: " + choice.description();
        return name.length() <= MAX_SEGMENT_NAME ? name : name.substring(0, MAX_SEGMENT_NAME - 3) + "...";
    }

    /** A refusal after an attempt without an answer is a success if the resource is active. */
    private void activate(Service service, String path, Map<String, ?> body) {
        var answer = suite.tryPost(service, MARIA, path + "/activate", run + "-activate", body);
        if (!answer.ok()
                && !(answer.uncertain()
                        && suite.get(service, MARIA, path)
                                .path("status")
                                .asText()
                                .equals("active"))) {
            throw new DemoFailure(
                    "%s refused to activate %s: %s".formatted(service.shortName(), path, answer.problem()));
        }
    }

    private long awaitMembers(String segmentId) {
        var members = progress.await("members", expectedMembers, () -> members(segmentId));
        checks.equal("members of the segment", members, "records that the simulation found", expectedMembers);
        return members;
    }

    private long members(String segmentId) {
        return suite.get(Service.SEGMENT, MARIA, "/segments/" + segmentId)
                .path("members")
                .asLong();
    }

    private void awaitEnrolled(String sequenceId, long members) {
        progress.chapter("The members are enrolled (enrollment)");
        progress.await(
                "enrolled, per insights", members, () -> funnel(sequenceId).entered());
        var enrollments = Enrollments.read(suite, MARIA, sequenceId);
        progress.line("%,d enrollments of %,d records", enrollments.total(), enrollments.records());
    }

    private SellerSimulation workThreeDays(String sequenceId, long members) {
        progress.chapter("The sellers work their lists (worklist)");
        Seller.TEAM.forEach(seller ->
                progress.line("%-6s %s", seller.name(), seller.profile().description()));
        var sellers = new SellerSimulation(suite, progress, run, sequenceId, Seller.TEAM, options, this::suiteTime);
        var work = sellers.acknowledged();
        var expected = new LinkedHashMap<String, LongSupplier>();
        expected.put(DemoSequence.INTRODUCTION, () -> members);
        for (var day = 1; day <= DAYS; day++) {
            if (day > 1) {
                advanceClock(sequenceId, work);
                waitsDue = work.closedOf(DemoSequence.INTRODUCTION);
                var waited = waitsDue;
                expected.put(DemoSequence.CALL, () -> waited);
                expected.put(DemoSequence.MEETING, () -> work.closedOf(DemoSequence.CALL));
            }
            sellers.work(day, day == DAYS, expected);
        }
        progress.line(
                "acknowledged: %s, %,d snoozes, %,d refusals",
                DemoSequence.STEPS.stream()
                        .map(step -> "%s %,d completed %,d skipped"
                                .formatted(step, work.completedOf(step), work.skippedOf(step)))
                        .collect(Collectors.joining(", ")),
                work.snoozes(),
                work.refusals());
        return sellers;
    }

    /** Waits until insights shows the closed introductions: then their waits run, and moving the clock ends them. */
    private void advanceClock(String sequenceId, SellerSimulation.AcknowledgedWork work) {
        awaitClosed(sequenceId, work);
        clock.advance(DemoSequence.NIGHT);
        clockAdvance = clockAdvance.plus(DemoSequence.NIGHT);
        progress.line("moved the suite's clock forward by %s: waits and snoozes become due", DemoSequence.NIGHT);
    }

    private Instant suiteTime() {
        return Instant.now().plus(clockAdvance);
    }

    private void awaitClosed(String sequenceId, SellerSimulation.AcknowledgedWork work) {
        var closed = DemoSequence.STEPS.stream().mapToLong(work::closedOf).sum();
        progress.await("closed steps, per insights", closed, () -> {
            var funnel = funnel(sequenceId);
            return DemoSequence.STEPS.stream()
                    .mapToLong(step -> funnel.step(step).closed())
                    .sum();
        });
    }

    private Funnel awaitFunnel(String sequenceId, SellerSimulation sellers) {
        progress.chapter("The funnel (insights)");
        var work = sellers.acknowledged();
        awaitClosed(sequenceId, work);
        progress.await("ended enrollments", work.closedOf(DemoSequence.MEETING), () -> funnel(sequenceId)
                .ended("sequence-completed"));
        return funnel(sequenceId);
    }

    private Funnel funnel(String sequenceId) {
        return Funnel.read(suite, MARIA, sequenceId);
    }

    private void showFunnel(String sequenceId, String segmentId, Funnel funnel) {
        progress.blank();
        funnel.print(progress);
        progress.blank();
        progress.line("%s/sequences/%s", suite.address(Service.DESIGNER), sequenceId);
        progress.line("%s/segments/%s/members", suite.address(Service.SEGMENT), segmentId);
        progress.line("%s/enrollments?sequenceId=%s", suite.address(Service.ENROLLMENT), sequenceId);
        progress.line("%s/work-items?due=all", suite.address(Service.WORKLIST));
        progress.line("%s/insights/sequences/%s", suite.address(Service.INSIGHTS), sequenceId);
        progress.line(
                "each with the header Authorization: Bearer $(./sequences token --as maria --role sales-manager)");
    }

    private int check(String sequenceId, long members, SellerSimulation sellers, Funnel funnel) {
        progress.chapter("Checks");
        var enrollments = Enrollments.read(suite, MARIA, sequenceId);
        var work = sellers.acknowledged();
        var first = funnel.step(DemoSequence.INTRODUCTION);
        checks.equal("members of the segment", members, "enrollments", enrollments.total());
        checks.equal("enrollments", enrollments.total(), "distinct enrolled records", enrollments.records());
        checks.equal("enrollments", enrollments.total(), "entered, per insights", funnel.entered());
        checks.equal("%s entered".formatted(first.name()), first.entered(), "enrollments", enrollments.total());
        checks.funnel(funnel, sellers, enrollments.waiting());
        checks.equal(
                "%s entered".formatted(funnel.step(DemoSequence.CALL).name()),
                funnel.step(DemoSequence.CALL).entered(),
                "waits that began before the clock last moved",
                waitsDue);
        checks.equal(
                "ended with sequence-completed",
                funnel.ended("sequence-completed"),
                "completed enrollments",
                enrollments.completed());
        checks.equal("snoozed items", work.snoozes(), "snoozed items that returned to a list", sellers.returned());
        checks.equal("actions refused by the work list", work.refusals(), "expected", 0);
        var passed = checks.print(progress);
        progress.blank();
        progress.line("%s, %s in total", passed ? "All checks passed" : "Some checks failed", progress.total());
        return passed ? ALL_PASSED : CHECKS_FAILED;
    }
}
