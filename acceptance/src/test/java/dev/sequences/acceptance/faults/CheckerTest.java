package dev.sequences.acceptance.faults;

import static dev.sequences.acceptance.faults.CapturedRun.broken;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The unmodified evidence, and properties without a test class. The other tests of this package corrupt
 * the evidence of a real run in every way that the checker must detect.
 */
class CheckerTest {

    @Test
    void acceptsAHealthyRun() {
        assertThat(broken(run -> {})).isEmpty();
    }

    @Test
    void coversEveryEventExceptThoseOfRacesAndOfEarlierReleases() {
        Set<String> missing = new TreeSet<>(StoredEvents.all().keySet());
        new CapturedRun().log.forEach(event -> missing.remove(event.storedName()));
        assertThat(missing).isSubsetOf("work-item.handed-over", "work-item.rescheduled", "seller.calendar-set");
    }

    @Test
    void checksEvidenceFromAFileLikeARunningSuite() throws Exception {
        StringWriter file = new StringWriter();
        Evidence evidence = new CapturedRun().evidence();
        EvidenceFile.write(evidence, file);
        assertThat(EvidenceFile.read(new StringReader(file.toString()))).isEqualTo(evidence);
    }

    @Test
    void findsAParkedMessageAndLeavesGarbageParked() {
        assertThat(broken(run -> run.add("worklist.parked_message", "{'record_key':'\\\\x6531'}")))
                .anyMatch(property -> property.contains("parked"));
        assertThat(broken(run -> run.add("worklist.parked_message", "{'record_key':'\\\\x676172626167652d31'}")))
                .isEmpty();
    }

    @Test
    void findsAJobThatNeverEnds() {
        assertThat(broken(run -> run.add("enrollment.job", "{'id':'j','kind':'end-enrollments','status':'running'}")))
                .containsExactly("O5 every job has ended");
    }
}
