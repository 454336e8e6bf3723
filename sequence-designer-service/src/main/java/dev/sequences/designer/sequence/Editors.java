package dev.sequences.designer.sequence;

import dev.sequences.chassis.security.Caller;
import dev.sequences.designer.sequence.model.Editor;

/** Maps the caller to the model's {@link Editor}. */
public final class Editors {

    private Editors() {}

    /**
     * Managing roles see and change all sequences; salespersons change their own and their teams', and see those of their business
     * unit.
     */
    public static Editor of(Caller caller) {
        return new Editor(caller.user(), caller.isManager(), caller.teams(), caller.businessUnit());
    }
}
