package dev.sequences.acceptance.faults.run;

import dev.sequences.acceptance.Reply;
import dev.sequences.acceptance.RunningSuite;
import dev.sequences.acceptance.Story;
import dev.sequences.acceptance.faults.AtRest;
import dev.sequences.acceptance.faults.Command;
import dev.sequences.acceptance.faults.EvidenceFile;
import dev.sequences.acceptance.faults.EvidenceReader;
import dev.sequences.acceptance.faults.History;
import dev.sequences.acceptance.faults.Verdict;
import dev.sequences.acceptance.faults.load.Load;
import dev.sequences.acceptance.faults.load.LoadRun;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** One schedule against a suite: load with faults, repair, rest, check. */
final class FaultRun {

    private static final int LEADS = 60;

    private final RunningSuite suite;
    private final Schedule schedule;
    private final Path history;
    private final Path evidence;
    private final Consumer<String> progress;

    /**
     * @param directory receives what the clients requested and received, and the evidence of a violation, for
     *     {@link dev.sequences.acceptance.faults.CheckerMain}
     * @param progress receives a line per phase
     */
    FaultRun(RunningSuite suite, Schedule schedule, Path directory, Consumer<String> progress) {
        this.suite = suite;
        this.schedule = schedule;
        this.history = directory.resolve("history-" + schedule.seed() + ".jsonl");
        this.evidence = directory.resolve("evidence-" + schedule.seed() + ".jsonl");
        this.progress = progress;
    }

    /**
     * The end of a run.
     *
     * @param faults number of faults that had an effect
     * @param acknowledged number of commands that the suite acknowledged
     */
    record Result(Schedule schedule, int faults, long acknowledged, List<Verdict> verdicts) {

        List<Verdict> violated() {
            return verdicts.stream().filter(verdict -> !verdict.holds()).toList();
        }

        long violations() {
            return verdicts.stream()
                    .mapToLong(verdict -> verdict.violations().size())
                    .sum();
        }
    }

    Result play() throws Exception {
        EvidenceReader reader = new EvidenceReader(suite.postgres(), suite.at().kafkaBootstrap());
        FaultPlayer player = new FaultPlayer(suite);
        long acknowledged;
        try (History commands = History.writing(history)) {
            Load load = new Load(suite, commands, schedule.seed(), schedule.length());
            progress.accept("prepares sequences and records");
            prepare(load.run());
            progress.accept(
                    "load and faults for %d s".formatted(schedule.length().toSeconds()));
            load.start(reader.suiteTime());
            player.play(schedule);
            progress.accept("%d faults, repairs".formatted(player.played()));
            // The clients repeat their last commands until there is a response.
            player.heal();
            load.await();
            acknowledged = load.acknowledged();
        }
        progress.accept("waits for rest");
        List<Command> commands = History.read(history);
        AtRest atRest = AtRest.await(reader, commands, progress);
        if (!atRest.holds()) {
            keep(atRest);
        }
        return new Result(schedule, player.played(), acknowledged, atRest.verdicts());
    }

    private void keep(AtRest atRest) throws IOException {
        try (Writer writer = Files.newBufferedWriter(evidence)) {
            EvidenceFile.write(atRest.evidence(), writer);
        }
    }

    private void prepare(LoadRun run) {
        Story.flowsInto(suite, run.city(), leads(run, run.city(), 0));
        run.walked(Story.flowsThroughEverything(suite, run.richCity(), leads(run, run.richCity(), LEADS)));
        // So that there is work from the start.
        RunningSuite.eventually(
                "every seller has work", () -> run.sellers().stream().allMatch(this::hasWork));
    }

    private static String leads(LoadRun run, String city, int from) {
        StringBuilder csv = new StringBuilder("Prospect ID,Name,City,Owner\n");
        for (int i = from; i < from + LEADS; i++) {
            csv.append("%s-%d,Lead %d,%s,%s%n".formatted(city, i, i, city, run.seller(i)));
        }
        return csv.toString();
    }

    private boolean hasWork(String seller) {
        Reply list = suite.worklist(suite.seller(seller)).get("/work-items?due=all&limit=1");
        return list.ok() && !list.json().path("items").isEmpty();
    }
}
