package dev.sequences.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequences.local.SuiteEndpoints;
import dev.sequences.local.Tokens;
import dev.sequences.local.demo.SuiteClient.Service;
import dev.sequences.local.demo.SuiteClient.User;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Real leads travel through all five services: a manager authors a sequence and a segment, the members are enrolled, five sellers with
 * different habits work their lists over three days, and insights shows the funnel. In the end the story checks its own numbers.
 */
public final class DemoStory {

    public static final int ALL_HELD = 0;
    public static final int CHECKS_FAILED = 1;
    public static final int BAD_INPUT = 2;

    private static final int DAYS = 3;
    private static final int LONGEST_SEGMENT_NAME = 100;
    private static final User MARIA = User.manager("maria");

    private final DemoOptions options;
    private final Preparation preparation;
    private final SuiteClient suite;
    private final SuiteClock clock;
    private final Progress progress;
    private final StoryChecks checks = new StoryChecks();
    /** Part of every idempotency key, so that a second run on the same suite is a second story. */
    private final String run = "demo-" + UUID.randomUUID();

    private Duration movedOn = Duration.ZERO;
    /** Waits that must be over: those that ran when the clock was last moved, and those before them. */
    private long waitsDue;

    private DemoStory(
            DemoOptions options, Preparation preparation, SuiteClient suite, SuiteClock clock, Progress progress) {
        this.options = options;
        this.preparation = preparation;
        this.suite = suite;
        this.clock = clock;
        this.progress = progress;
    }

    /**
     * Tells the story on a suite that is up.
     *
     * @return {@link #ALL_HELD}, {@link #CHECKS_FAILED} (also when the story could not be told to its end) or {@link #BAD_INPUT}
     */
    public static int run(
            DemoOptions options, SuiteEndpoints endpoints, Tokens tokens, SuiteClock clock, PrintStream out) {
        var progress = new Progress(out);
        try (var suite = new SuiteClient(endpoints, tokens, notice -> progress.line("(%s)", notice))) {
            return new DemoStory(options, options.prepare(), suite, clock, progress).tell();
        } catch (UnusableLeads e) {
            out.println(e.getMessage());
            return BAD_INPUT;
        } catch (StoryBroken e) {
            progress.blank();
            progress.line("The story broke off: %s", String.valueOf(e.getMessage()));
            return CHECKS_FAILED;
        }
    }

    private int tell() {
        var sequenceId = createSequence();
        importLeads();
        var segmentId = createSegment(sequenceId);
        var members = awaitMembers(segmentId);
        awaitEnrolled(sequenceId, members);
        var floor = workThreeDays(sequenceId, members);
        var funnel = awaitFunnel(sequenceId, floor);
        showFunnel(sequenceId, segmentId, funnel);
        return check(sequenceId, members, floor, funnel);
    }

    private String createSequence() {
        progress.chapter("maria authors a sequence (designer)");
        var created = suite.post(
                Service.DESIGNER,
                MARIA,
                "/sequences",
                run + "-sequence",
                Map.of(
                        "name",
                        StorySequence.NAME,
                        "description",
                        "An introduction, two days of patience, a call, a meeting.",
                        "recordType",
                        options.recordType()));
        var id = created.path("id").asText();
        suite.put(Service.DESIGNER, MARIA, "/sequences/" + id + "/draft", run + "-draft", StorySequence.draft());
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

    private void importLeads() {
        var sheet = preparation.sheet();
        progress.chapter("%s come in as records (segment)".formatted(sheet.title()));
        progress.line(
                "%,d rows, %,d columns, id is %s, owner is %s",
                preparation.survey().rows(),
                sheet.columns().size(),
                sheet.idIndex() < 0 ? "the line number" : "\"" + sheet.idColumn() + "\"",
                sheet.ownerIndex() < 0 ? "dealt to the sellers" : "\"" + sheet.ownerColumn() + "\"");
        if (preparation.survey().broken() > 0) {
            progress.line(
                    "by the demo's own count %,d rows are broken; sent all the same, for the import to report: %s",
                    preparation.survey().broken(),
                    String.join("; ", preparation.survey().faults()));
        }
        // Without an id column the import takes the line of the file as the id.
        var path = "/records/import?recordType=%s%s&ownerColumn=%s%s"
                .formatted(
                        options.recordType(),
                        sheet.idIndex() < 0 ? "" : "&idColumn=" + SuiteClient.encoded(sheet.idColumn()),
                        SuiteClient.encoded(sheet.ownerColumn()),
                        sheet.nameColumn() == null ? "" : "&nameColumn=" + SuiteClient.encoded(sheet.nameColumn()));
        var jobId = suite.upload(Service.SEGMENT, MARIA, path, run + "-import", "text/csv", sheet::upload)
                .path("id")
                .asText();
        var rows = preparation.survey().rows();
        progress.await("rows read", rows, () -> handled(job(jobId), rows));
        var job = job(jobId);
        progress.line(
                "import %s: %,d taken, %,d refused",
                job.path("status").asText(),
                job.path("done").asLong(),
                job.path("failed").asLong());
        var errors = job.path("errors");
        for (var i = 0; i < Math.min(3, errors.size()); i++) {
            var error = errors.get(i);
            progress.line(
                    "  %s %s: %s",
                    error.path("item").asText(),
                    error.path("code").asText(),
                    error.path("message").asText());
        }
        if (sheet.ownerIndex() < 0 && !errors.isEmpty()) {
            progress.line("  (cells are counted with the column of owners that the demo adds to the file)");
        }
        checks.equal(
                "rows taken by the import",
                job.path("done").asLong(),
                "sound rows (demo's count)",
                preparation.survey().sound());
        checks.equal(
                "rows refused by the import",
                job.path("failed").asLong(),
                "broken rows (demo's count)",
                preparation.survey().broken());
    }

    private JsonNode job(String id) {
        return suite.get(Service.SEGMENT, MARIA, "/jobs/" + id);
    }

    /** A job that has ended counts as all rows handled, whatever it counted, so that nobody waits for rows that never come. */
    private static long handled(JsonNode job, long rows) {
        return job.path("status").asText().equals("running")
                ? Math.min(
                        rows - 1, job.path("done").asLong() + job.path("failed").asLong())
                : rows;
    }

    private String createSegment(String sequenceId) {
        progress.chapter("maria makes a segment of them (segment)");
        progress.line("%s (%s)", preparation.segmentText(), preparation.why());
        var everyone = List.of(Map.of("field", preparation.sheet().ownerColumn(), "op", "has-data"));
        var leaves = preparation.conditions().isEmpty()
                ? everyone
                : preparation.conditions().stream().map(Condition::asJson).toList();
        var segment = suite.post(
                Service.SEGMENT,
                MARIA,
                "/segments",
                run + "-segment",
                Map.of(
                        "name",
                        segmentName(),
                        "recordType",
                        options.recordType(),
                        "priority",
                        100,
                        "conditions",
                        Map.of("all", leaves),
                        "sequenceId",
                        sequenceId));
        var id = segment.path("id").asText();
        var simulated =
                suite.post(Service.SEGMENT, MARIA, "/segments/" + id + "/simulate", run + "-simulate", Map.of());
        progress.line(
                "simulation: %,d records fit (%,d by the demo's own count)",
                simulated.path("count").asLong(), preparation.members());
        activate(Service.SEGMENT, "/segments/" + id, Map.of("backfill", true));
        return id;
    }

    private String segmentName() {
        var name = "Demo: " + preparation.segmentText();
        return name.length() <= LONGEST_SEGMENT_NAME ? name : name.substring(0, LONGEST_SEGMENT_NAME - 3) + "...";
    }

    /** A refusal after an attempt without an answer is success if the thing is active. */
    private void activate(Service service, String path, Map<String, ?> body) {
        var answer = suite.tryPost(service, MARIA, path + "/activate", run + "-activate", body);
        if (!answer.ok()
                && !(answer.uncertain()
                        && suite.get(service, MARIA, path)
                                .path("status")
                                .asText()
                                .equals("active"))) {
            throw new StoryBroken("%s refused to activate %s: %s".formatted(service.word(), path, answer.problem()));
        }
    }

    private long awaitMembers(String segmentId) {
        var members = progress.await("members", preparation.members(), () -> members(segmentId));
        checks.equal("members of the segment", members, "fitting rows (demo's count)", preparation.members());
        return members;
    }

    private long members(String segmentId) {
        return suite.get(Service.SEGMENT, MARIA, "/segments/" + segmentId)
                .path("members")
                .asLong();
    }

    private void awaitEnrolled(String sequenceId, long members) {
        progress.chapter("The members are enrolled (enrollment)");
        progress.await("enrolled, as insights sees it", members, () -> funnel(sequenceId)
                .entered());
        var enrollments = Enrollments.read(suite, MARIA, sequenceId);
        progress.line("%,d enrollments of %,d records", enrollments.total(), enrollments.records());
    }

    private SalesFloor workThreeDays(String sequenceId, long members) {
        progress.chapter("The sellers work their lists (worklist)");
        var sellers = sellers();
        sellers.forEach(
                seller -> progress.line("%-6s %s", seller.name(), seller.habit().words()));
        var floor = new SalesFloor(suite, progress, run, sequenceId, sellers, options, this::suiteTime);
        var work = floor.acknowledged();
        var expected = new LinkedHashMap<String, LongSupplier>();
        expected.put(StorySequence.INTRODUCTION, () -> members);
        for (var day = 1; day <= DAYS; day++) {
            if (day > 1) {
                nightPasses(sequenceId, work);
                waitsDue = work.closedOf(StorySequence.INTRODUCTION);
                var waited = waitsDue;
                expected.put(StorySequence.CALL, () -> waited);
                expected.put(StorySequence.MEETING, () -> work.closedOf(StorySequence.CALL));
            }
            floor.work(day, day == DAYS, expected);
        }
        progress.line(
                "acknowledged to the sellers: %s, %,d snoozes, %,d refusals",
                StorySequence.STEPS.stream()
                        .map(step -> "%s %,d completed %,d skipped"
                                .formatted(step, work.completedOf(step), work.skippedOf(step)))
                        .collect(Collectors.joining(", ")),
                work.snoozes(),
                work.refusals());
        return floor;
    }

    private List<Seller> sellers() {
        // An owner column of the sheet may name people outside the team; every one of them gets a list to work.
        if (preparation.sheet().ownerIndex() < 0) {
            return Seller.TEAM;
        }
        var names =
                new TreeSet<>(preparation.survey().valuesOf(preparation.sheet().ownerColumn()));
        Seller.TEAM.forEach(seller -> names.add(seller.name()));
        names.remove("");
        return names.stream().map(Seller::named).toList();
    }

    /** Moves on only when the closed introductions have arrived in insights: then their waits have begun, and the move ends them. */
    private void nightPasses(String sequenceId, SalesFloor.AcknowledgedWork work) {
        awaitClosed(sequenceId, work);
        clock.advance(StorySequence.NIGHT);
        movedOn = movedOn.plus(StorySequence.NIGHT);
        progress.line("the suite's clock moves on by %s: waits and snoozes come due", StorySequence.NIGHT);
    }

    private Instant suiteTime() {
        return Instant.now().plus(movedOn);
    }

    private void awaitClosed(String sequenceId, SalesFloor.AcknowledgedWork work) {
        var closed = StorySequence.STEPS.stream().mapToLong(work::closedOf).sum();
        progress.await("closed steps, as insights sees them", closed, () -> {
            var funnel = funnel(sequenceId);
            return StorySequence.STEPS.stream()
                    .mapToLong(step -> funnel.step(step).closed())
                    .sum();
        });
    }

    private Funnel awaitFunnel(String sequenceId, SalesFloor floor) {
        progress.chapter("The funnel (insights)");
        var work = floor.acknowledged();
        awaitClosed(sequenceId, work);
        progress.await("ended enrollments", work.closedOf(StorySequence.MEETING), () -> funnel(sequenceId)
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

    private int check(String sequenceId, long members, SalesFloor floor, Funnel funnel) {
        progress.chapter("The story's own checks");
        var enrollments = Enrollments.read(suite, MARIA, sequenceId);
        var work = floor.acknowledged();
        var first = funnel.step(StorySequence.INTRODUCTION);
        checks.equal("members of the segment", members, "enrollments", enrollments.total());
        checks.equal("enrollments", enrollments.total(), "different records among them", enrollments.records());
        checks.equal("enrollments", enrollments.total(), "entered, as insights sees it", funnel.entered());
        checks.equal("%s entered".formatted(first.name()), first.entered(), "enrollments", enrollments.total());
        checks.funnel(funnel, floor, enrollments.waiting());
        checks.equal(
                "%s entered".formatted(funnel.step(StorySequence.CALL).name()),
                funnel.step(StorySequence.CALL).entered(),
                "waits that began before the last night",
                waitsDue);
        checks.equal(
                "ended with sequence-completed",
                funnel.ended("sequence-completed"),
                "enrollments that say so",
                enrollments.completed());
        checks.equal("snoozed items", work.snoozes(), "of those back on a list", floor.cameBack());
        checks.equal("actions that the work list refused", work.refusals(), "none", 0);
        var held = checks.print(progress);
        progress.blank();
        progress.line("%s, %s in all", held ? "Every check holds" : "Not every check holds", progress.total());
        return held ? ALL_HELD : CHECKS_FAILED;
    }
}
