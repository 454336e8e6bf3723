package dev.sequences.enrollment.abtest;

import dev.sequences.chassis.eventlog.Recorded;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.unit.EventEffect;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.enrollment.enrollment.model.EnrollmentEvent.MessageRequested;
import dev.sequences.enrollment.enrollment.model.Subject;
import dev.sequences.enrollment.enrollment.model.graph.Graph;
import dev.sequences.enrollment.enrollment.model.graph.Node;
import dev.sequences.enrollment.reference.AbTestWinners;
import dev.sequences.enrollment.reference.Records;
import dev.sequences.enrollment.reference.Sequences;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Counts the messages of running A/B tests in the transaction of the events that request them. */
@ApplicationScoped
public class AbTestMessageCounter implements EventEffect {

    private final Sequences sequences;
    private final AbTests tests;

    AbTestMessageCounter(Sequences sequences, AbTests tests) {
        this.sequences = sequences;
        this.tests = tests;
    }

    @Override
    public void apply(Unit unit, List<Recorded<?>> events) {
        List<AbTests.TestMessage> sent = new ArrayList<>();
        for (Recorded<?> recorded : events) {
            if (recorded.event() instanceof MessageRequested message && message.version() != null) {
                count(unit, message, recorded.cause().followUp("ab-test", recorded.eventId()), sent);
            }
        }
        tests.countSent(unit, sent);
    }

    /** Messages sent after the end of the test do not count. */
    private void count(Unit unit, MessageRequested message, Cause because, List<AbTests.TestMessage> sent) {
        Subject subject = message.subject();
        Graph graph = sequences.graph(unit, subject.sequenceId(), subject.version());
        if (graph.node(message.stepKey()).orElse(null) instanceof Node.AbTest test
                && !graph.winners().containsKey(test.key())
                && (test.endsAt() == null || message.at().isBefore(test.endsAt()))) {
            sent.add(new AbTests.TestMessage(
                    AbTestWinners.idOf(subject.sequenceId(), test),
                    subject.sequenceId(),
                    subject.version(),
                    test,
                    message.stepId(),
                    "a".equals(message.version()),
                    Records.key(subject.recordType(), subject.recordId()),
                    message.at(),
                    graph,
                    because));
        }
    }
}
