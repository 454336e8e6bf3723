package dev.sequences.segment.team.model;

/** Events of a team. */
public sealed interface TeamEvent {

    /** The whole state after a change. */
    record TeamSet(Team.Profile profile) implements TeamEvent {}
}
