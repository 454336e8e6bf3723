package dev.sequences.designer.views;

import dev.sequences.designer.sequence.model.Editor;
import java.util.ArrayList;
import java.util.List;

/** {@link Editor#maySee} as an SQL condition on {@code sequence_catalogue}, alias {@code c}. */
public final class Visibility {

    private Visibility() {}

    /** Condition for the rows that the reader may see, with {@link #parameters}. */
    public static String condition(Editor editor) {
        if (editor.editsAll()) {
            return "true";
        }
        StringBuilder condition =
                new StringBuilder("(c.business_unit is null or (c.owner_type = 'user' and c.owner = ?)");
        if (editor.businessUnit() != null) {
            condition.append(" or c.business_unit = ?");
        }
        if (!editor.teams().isEmpty()) {
            condition.append(" or (c.owner_type = 'team' and c.owner = any(?))");
        }
        return condition.append(')').toString();
    }

    public static List<Object> parameters(Editor editor) {
        List<Object> parameters = new ArrayList<>();
        if (!editor.editsAll()) {
            parameters.add(editor.user());
            if (editor.businessUnit() != null) {
                parameters.add(editor.businessUnit());
            }
            if (!editor.teams().isEmpty()) {
                parameters.add(editor.teams().toArray(String[]::new));
            }
        }
        return parameters;
    }
}
