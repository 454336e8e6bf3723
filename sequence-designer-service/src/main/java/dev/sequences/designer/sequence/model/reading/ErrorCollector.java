package dev.sequences.designer.sequence.model.reading;

/** Receives errors about fields that cannot be read. Stored drafts were read before, so their errors are ignored. */
@FunctionalInterface
public interface ErrorCollector {

    ErrorCollector UNHEARD = (code, field, message, remedy) -> {};

    /** @param field path of the field relative to the object being read */
    void report(String code, String field, String message, String remedy);
}
