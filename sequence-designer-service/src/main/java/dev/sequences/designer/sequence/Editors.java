package dev.sequences.designer.sequence;

import dev.sequences.chassis.security.Caller;
import dev.sequences.chassis.security.Roles;
import dev.sequences.designer.sequence.model.Editor;

/** From the person who calls to what the model asks about a person. */
public final class Editors {

    private Editors() {}

    /** The managing roles see and change all sequences; a salesperson what is own, the team's or, to see, the unit's. */
    public static Editor of(Caller caller) {
        boolean editsAll = caller.is(Roles.SYSTEM_ADMINISTRATOR)
                || caller.is(Roles.SEQUENCE_MANAGER)
                || caller.is(Roles.SALES_MANAGER);
        return new Editor(caller.user(), editsAll, caller.teams(), caller.businessUnit());
    }
}
