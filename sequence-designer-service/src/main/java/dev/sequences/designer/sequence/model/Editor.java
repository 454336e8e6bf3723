package dev.sequences.designer.sequence.model;

/**
 * Who wants a change.
 *
 * @param user user id
 * @param editsAll whether sequences of other owners may be changed, too
 */
public record Editor(String user, boolean editsAll) {

    boolean mayEdit(Sequence sequence) {
        return editsAll || sequence.owner().equals(user);
    }
}
