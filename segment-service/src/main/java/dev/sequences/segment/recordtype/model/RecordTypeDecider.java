package dev.sequences.segment.recordtype.model;

import dev.sequences.chassis.decider.Decider;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.segment.recordtype.model.RecordTypeEvent.RecordTypeDeclared;
import java.util.List;

/** Replaces the declaration as a whole; an equal one produces no event. */
public final class RecordTypeDecider implements Decider<Declaration, Declaration, RecordTypeEvent> {

    @Override
    public Declaration initial() {
        return Declaration.NONE;
    }

    /** @param declaration the command: the wanted declaration */
    @Override
    public Decision<RecordTypeEvent> decide(Declaration current, Declaration declaration) {
        List<Refusal> refusals = DeclarationCheck.of(declaration);
        if (!refusals.isEmpty()) {
            return Decision.refuse(refusals);
        }
        return declaration.equals(current) ? Decision.accept() : Decision.accept(new RecordTypeDeclared(declaration));
    }

    @Override
    public Declaration evolve(Declaration current, RecordTypeEvent event) {
        return switch (event) {
            case RecordTypeDeclared(Declaration declaration) -> declaration;
        };
    }
}
