package dev.sequences.designer.sequence.model.graph.node;

import static dev.sequences.designer.sequence.model.finding.Finding.quoted;

import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.sequence.model.context.DraftContext.OtherSequence;
import dev.sequences.designer.sequence.model.finding.Place;
import dev.sequences.designer.sequence.model.reading.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends this sequence for the record and enrolls it in another one.
 *
 * @param next must be null; set only to be refused
 */
public record Advance(
        NodeHeader head,
        @Nullable String sequenceId,
        @Nullable String next) implements Node.Straight {

    static final List<String> FIELDS = List.of("sequenceId", "next");

    static Advance read(NodeHeader head, Fields fields) {
        return new Advance(head, fields.text("sequenceId"), fields.text("next"));
    }

    @Override
    public void check(Place node, DraftContext context) {
        if (next != null) {
            node.at("next")
                    .error(
                            "advance-followed",
                            "The record leaves the sequence at " + quoted(key()) + ", but another node follows.",
                            "Set 'next' to null or remove this node.");
        }
        if (sequenceId == null || sequenceId.isBlank()) {
            node.at("sequenceId")
                    .error(
                            "advance-target-missing",
                            "The sequence to advance to is missing.",
                            "Set 'sequenceId' to the id of an active sequence.");
        } else {
            checkTarget(sequenceId, node.at("sequenceId"), context);
        }
    }

    private static void checkTarget(String target, Place at, DraftContext context) {
        if (target.equals(context.sequenceId())) {
            at.error(
                    "advance-to-itself",
                    "The sequence advances to itself.",
                    "Use another sequence, or link to a node of this one instead.");
            return;
        }
        OtherSequence other = context.sequence(target).orElse(null);
        if (other == null) {
            at.error(
                    "advance-target-unknown",
                    "There is no sequence " + quoted(target) + ".",
                    "Use the id of an active sequence for records of type "
                            + context.record().recordType() + ".");
            return;
        }
        if (!other.recordType().equals(context.record().recordType())) {
            at.error(
                    "advance-target-other-type",
                    "The sequence " + quoted(other.name()) + " is for records of type " + other.recordType() + ", not "
                            + context.record().recordType() + ".",
                    "Use a sequence for the same record type.");
        }
        if (!other.active()) {
            at.error(
                    "advance-target-inactive",
                    "The sequence " + quoted(other.name()) + " is not active.",
                    "Activate it first or use an active sequence.");
        }
    }
}
