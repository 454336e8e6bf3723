package dev.sequences.segment.membership.model;

import dev.sequences.language.condition.Condition;
import dev.sequences.language.condition.Condition.All;
import dev.sequences.language.condition.Condition.Any;
import dev.sequences.language.condition.Condition.Group;
import dev.sequences.language.condition.Condition.Leaf;
import dev.sequences.language.condition.Condition.Related;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The comparisons of a condition tree, each with the tree that is left without it. */
public final class ConditionParts {

    /**
     * One comparison.
     *
     * @param path its place, e.g. {@code conditions.all[1]}
     * @param alone the comparison; that of a related record within its relation
     * @param without the tree without it; null if it is the whole tree
     */
    public record Part(
            String path, Condition alone, @Nullable Condition without) {}

    private ConditionParts() {}

    /** Returns the comparisons in the order of the tree. */
    public static List<Part> of(Condition condition) {
        List<Part> parts = new ArrayList<>();
        collect(condition, "conditions", null, new Root(), parts);
        return parts;
    }

    /** Rebuilds the tree around a replaced part; null removes the part. */
    private interface Context {
        @Nullable
        Condition rebuild(@Nullable Condition part);
    }

    private record Root() implements Context {
        @Override
        public @Nullable Condition rebuild(@Nullable Condition part) {
            return part;
        }
    }

    private record InGroup(Group group, int index, Context outer) implements Context {
        @Override
        public @Nullable Condition rebuild(@Nullable Condition part) {
            List<Condition> parts = new ArrayList<>(group.parts());
            if (part == null) {
                parts.remove(index);
            } else {
                parts.set(index, part);
            }
            if (parts.isEmpty()) {
                return outer.rebuild(null);
            }
            return outer.rebuild(group instanceof All ? new All(parts) : new Any(parts));
        }
    }

    private record InRelation(String relation, Context outer) implements Context {
        @Override
        public @Nullable Condition rebuild(@Nullable Condition part) {
            return outer.rebuild(part instanceof Group group ? new Related(relation, group) : null);
        }
    }

    private static void collect(
            Condition condition, String path, @Nullable String relation, Context context, List<Part> parts) {
        switch (condition) {
            case Leaf leaf ->
                parts.add(new Part(
                        path,
                        relation == null ? leaf : new Related(relation, new All(List.of(leaf))),
                        context.rebuild(null)));
            case Group group -> {
                String list = path + (group instanceof All ? ".all" : ".any");
                for (int i = 0; i < group.parts().size(); i++) {
                    collect(
                            group.parts().get(i),
                            list + "[" + i + "]",
                            relation,
                            new InGroup(group, i, context),
                            parts);
                }
            }
            case Related related ->
                collect(related.group(), path, related.relation(), new InRelation(related.relation(), context), parts);
        }
    }
}
