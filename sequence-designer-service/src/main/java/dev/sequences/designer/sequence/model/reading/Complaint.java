package dev.sequences.designer.sequence.model.reading;

/** Hears of fields that cannot be read. What is stored was read before, so nobody listens then. */
@FunctionalInterface
public interface Complaint {

    Complaint UNHEARD = (code, field, message, remedy) -> {};

    /** @param field path of the field inside of what is read */
    void about(String code, String field, String message, String remedy);
}
