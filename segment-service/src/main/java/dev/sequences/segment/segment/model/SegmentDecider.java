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

/** Life cycle of a segment: created, edited at any time, activated and deactivated, deleted once. */
public final class SegmentDecider implements Decider<SegmentCommand, Segment, SegmentEvent> {

    static final int MAX_NAME_LENGTH = 100;
    static final int MAX_DESCRIPTION_LENGTH = 2_000;
    static final int MAX_SEQUENCE_ID_LENGTH = 100;
    static final int MAX_PRIORITY = 100_000;
    static final int MAX_ACTIVE_SEGMENTS = 250;

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
            case Defined defined -> decideDefined(defined, command);
        };
    }

    private static Decision<SegmentEvent> decideDefined(Defined segment, SegmentCommand command) {
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
        if (activeSegments >= MAX_ACTIVE_SEGMENTS) {
            return Decision.refuse(SegmentRefusal.tooManyActive(MAX_ACTIVE_SEGMENTS));
        }
        return Decision.accept(new SegmentActivated(segment.definition(), segment.ruleVersion() + 1));
    }

    private static Decision<SegmentEvent> checked(SegmentDefinition definition, SegmentEvent event) {
        List<Refusal> refusals = new ArrayList<>();
        if (definition.name().isBlank() || definition.name().length() > MAX_NAME_LENGTH) {
            refusals.add(SegmentRefusal.text("name", MAX_NAME_LENGTH));
        }
        if (definition.description().length() > MAX_DESCRIPTION_LENGTH) {
            refusals.add(SegmentRefusal.description(MAX_DESCRIPTION_LENGTH));
        }
        if (!RecordTypes.isKnown(definition.recordType())) {
            refusals.add(SegmentRefusal.recordTypeUnknown(definition.recordType()));
        }
        if (definition.priority() < 1 || definition.priority() > MAX_PRIORITY) {
            refusals.add(SegmentRefusal.priority(MAX_PRIORITY));
        }
        String sequence = definition.sequenceId();
        if (sequence != null && (sequence.isBlank() || sequence.length() > MAX_SEQUENCE_ID_LENGTH)) {
            refusals.add(SegmentRefusal.text("sequenceId", MAX_SEQUENCE_ID_LENGTH));
        }
        refusals.addAll(SegmentConditions.check(definition.conditions()).refusals());
        return refusals.isEmpty() ? Decision.accept(event) : Decision.refuse(refusals);
    }

    @Override
    public Segment evolve(Segment state, SegmentEvent event) {
        Defined current = state instanceof Defined defined ? defined : null;
        return switch (event) {
            case SegmentCreated(SegmentDefinition definition) -> new Defined(definition, false, 0);
            case SegmentChanged(SegmentDefinition definition) ->
                current == null ? state : new Defined(definition, current.active(), current.ruleVersion());
            case SegmentActivated(SegmentDefinition definition, int ruleVersion) ->
                new Defined(definition, true, ruleVersion);
            case SegmentDeactivated deactivated ->
                current == null ? state : new Defined(current.definition(), false, current.ruleVersion());
            case SegmentDeleted deleted -> new Deleted();
        };
    }
}
