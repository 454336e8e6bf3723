package dev.sequences.designer.sequence;

import static dev.sequences.designer.sequence.Sequences.SEQUENCE;

import dev.sequences.chassis.answer.Answer;
import dev.sequences.chassis.flow.Cause;
import dev.sequences.chassis.http.Commands;
import dev.sequences.chassis.http.RequestContext;
import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.unit.Outcome.Done;
import dev.sequences.chassis.unit.Unit;
import dev.sequences.designer.sequence.model.Editor;
import dev.sequences.designer.sequence.model.Sequence;
import dev.sequences.designer.sequence.model.SequenceCommand;
import dev.sequences.designer.sequence.model.SequenceEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Runs commands on an existing sequence and returns the new state. */
@ApplicationScoped
class SequenceChanges {

    private final Commands commands;
    private final Caller caller;
    private final RequestContext context;

    SequenceChanges(Commands commands, Caller caller, RequestContext context) {
        this.commands = commands;
        this.caller = caller;
        this.context = context;
    }

    /** Creates a command from the current state. */
    interface ToCommand {
        SequenceCommand of(Sequence present);
    }

    /** {@code request} must be equal in a retry with the same idempotency key. */
    Response run(String id, @Nullable Object request, ToCommand command) {
        Editor editor = Editors.of(caller);
        Cause cause = context.cause();
        Long expected = context.expectedVersion();
        return commands.run(request, unit -> {
            Sequence present = Sequences.find(unit, id, editor).state();
            return answer(
                    unit,
                    id,
                    unit.execute(SEQUENCE, id, command.of(present), cause, expected)
                            .orProblem());
        });
    }

    static Answer answer(Unit unit, String id, Done<Sequence, SequenceEvent> done) {
        return Answer.ok(SequenceDocument.of(unit, id, done.state()), done.version());
    }
}
