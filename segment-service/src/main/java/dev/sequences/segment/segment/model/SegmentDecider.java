package dev.sequences.segment.segment.model;

import dev.sequences.chassis.decider.Decider;
import dev.sequences.chassis.decider.Decision;
import dev.sequences.chassis.decider.Refusal;
import dev.sequences.segment.segment.model.Segment.Defined;
import dev.sequences.segment.segment.model.Segment.Deleted;
import dev.sequences.segment.segment.model.Segment.Unknown;
import dev.sequences.segment.segment.model.SegmentCommand.ActivateSegment;
import dev.sequences.segment.segment.model.SegmentCommand.ChangeSegment;
import dev.sequences.segment.segment.model.SegmentCommand.CreateSegment;
import dev.sequences.segment.segment.model.SegmentCommand.DeactivateSegment;
import dev.sequences.segment.segment.model.SegmentCommand.DeleteSegment;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentActivated;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentChanged;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentCreated;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentDeactivated;
import dev.sequences.segment.segment.model.SegmentEvent.SegmentDeleted;
import dev.sequences.segment.segment.model.rule.SegmentConditions;
import java.util.ArrayList;
import java.util.List;

/** The life of a segment: drawn up, switched on and off, edited at any time, deleted once. */
public final class SegmentDecider implements Decider<SegmentCommand, Segment, SegmentEvent> {

    static final int LONGEST_NAME = 100;
    static final int LONGEST_DESCRIPTION = 2_000;
    static final int LONGEST_SEQUENCE_ID = 100;
    static final int LARGEST_PRIORITY = 100_000;
    static final int MOST_ACTIVE = 250;

    @Override
    public Segment initial() {
        return new Unknown();
    }

    @Override
    public Decision<SegmentEvent> decide(Segment state, SegmentCommand command) {
        return switch (state) {
            case Unknown unknown ->
                switch (command) {
                    case CreateSegment(SegmentDefinition definition) ->
                        checked(definition, new SegmentCreated(definition));
                    default -> Decision.refuse(SegmentRefusal.unknown());
                };
            case Deleted deleted ->
                command instanceof DeleteSegment ? Decision.accept() : Decision.refuse(SegmentRefusal.unknown());
            case Defined defined -> ofDefined(defined, command);
        };
    }

    private static Decision<SegmentEvent> ofDefined(Defined segment, SegmentCommand command) {
        return switch (command) {
            case CreateSegment(SegmentDefinition definition) ->
                definition.equals(segment.definition()) ? Decision.accept() : Decision.refuse(SegmentRefusal.exists());
            case ChangeSegment(SegmentDefinition definition) -> change(segment, definition);
            case ActivateSegment(int activeSegments) -> activate(segment, activeSegments);
            case DeactivateSegment deactivate ->
                segment.active() ? Decision.accept(new SegmentDeactivated()) : Decision.accept();
            case DeleteSegment delete -> Decision.accept(new SegmentDeleted());
        };
    }

    private static Decision<SegmentEvent> change(Segment.Defined segment, SegmentDefinition definition) {
        if (definition.equals(segment.definition())) {
            return Decision.accept();
        }
        if (!definition.recordType().equals(segment.definition().recordType())) {
            return Decision.refuse(SegmentRefusal.recordTypeFixed());
        }
        return checked(
                definition,
                segment.active()
                        ? new SegmentActivated(definition, segment.ruleVersion() + 1)
                        : new SegmentChanged(definition));
    }

    private static Decision<SegmentEvent> activate(Segment.Defined segment, int activeSegments) {
        if (segment.active()) {
            return Decision.accept();
        }
        if (activeSegments >= MOST_ACTIVE) {
            return Decision.refuse(SegmentRefusal.tooManyActive(MOST_ACTIVE));
        }
        return Decision.accept(new SegmentActivated(segment.definition(), segment.ruleVersion() + 1));
    }

    private static Decision<SegmentEvent> checked(SegmentDefinition definition, SegmentEvent event) {
        List<Refusal> refusals = new ArrayList<>();
        if (definition.name().isBlank() || definition.name().length() > LONGEST_NAME) {
            refusals.add(SegmentRefusal.text("name", LONGEST_NAME));
        }
        if (definition.description().length() > LONGEST_DESCRIPTION) {
            refusals.add(SegmentRefusal.description(LONGEST_DESCRIPTION));
        }
        if (!RecordTypes.known(definition.recordType())) {
            refusals.add(SegmentRefusal.recordTypeUnknown(definition.recordType()));
        }
        if (definition.priority() < 1 || definition.priority() > LARGEST_PRIORITY) {
            refusals.add(SegmentRefusal.priority(LARGEST_PRIORITY));
        }
        String sequence = definition.sequenceId();
        if (sequence != null && (sequence.isBlank() || sequence.length() > LONGEST_SEQUENCE_ID)) {
            refusals.add(SegmentRefusal.text("sequenceId", LONGEST_SEQUENCE_ID));
        }
        refusals.addAll(SegmentConditions.check(definition.conditions()).refusals());
        return refusals.isEmpty() ? Decision.accept(event) : Decision.refuse(refusals);
    }

    @Override
    public Segment evolve(Segment state, SegmentEvent event) {
        Defined before = state instanceof Defined defined ? defined : null;
        return switch (event) {
            case SegmentCreated(SegmentDefinition definition) -> new Defined(definition, false, 0);
            case SegmentChanged(SegmentDefinition definition) ->
                before == null ? state : new Defined(definition, before.active(), before.ruleVersion());
            case SegmentActivated(SegmentDefinition definition, int ruleVersion) ->
                new Defined(definition, true, ruleVersion);
            case SegmentDeactivated deactivated ->
                before == null ? state : new Defined(before.definition(), false, before.ruleVersion());
            case SegmentDeleted deleted -> new Deleted();
        };
    }
}
