package dev.sequences.contracts;

import org.jspecify.annotations.Nullable;

/**
 * An event that was decided on facts of other topics. Its version fields name the state of these facts that the decision used, in the form of
 * the header {@code ce_basis}: {@code <ce_source>#<ce_sequence>} of the message, or {@code <partition>@<offset>} if its sender does not number
 * its messages. A version is missing if the decision did not use the fact.
 */
public interface DerivedEvent extends ContractEvent {

    /** Returns this event with the versions of the facts that it names. */
    ContractEvent withVersions(FactVersions versions);

    /** The versions of the facts that a decision used. */
    @FunctionalInterface
    interface FactVersions {

        /** Returns the version of the message with this key on {@code topic}; null if the decision did not use it. */
        @Nullable
        String of(String topic, String key);

        /** Returns the version of a CRM record; null if the decision did not use it. */
        default @Nullable String ofRecord(String recordType, String recordId) {
            return of(Topics.CRM_RECORDS, recordType + ":" + recordId);
        }

        /** Returns the version of a sequence's definition; null if the decision did not use it. */
        default @Nullable String ofDefinition(String sequenceId) {
            return of(Topics.DEFINITIONS, sequenceId);
        }

        /** Returns the version of a seller; null if the decision did not use it. */
        default @Nullable String ofSeller(String sellerId) {
            return of(Topics.SELLERS, "seller:" + sellerId);
        }
    }
}
