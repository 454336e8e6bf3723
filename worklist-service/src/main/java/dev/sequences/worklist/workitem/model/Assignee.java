package dev.sequences.worklist.workitem.model;

/**
 * The seller or team whose list an item is on.
 *
 * @param type {@value #USER} or {@value #TEAM}
 */
public record Assignee(String type, String id) {

    public static final String USER = "user";
    public static final String TEAM = "team";

    public static Assignee user(String id) {
        return new Assignee(USER, id);
    }
}
