package dev.sequences.chassis.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.IOContext;
import java.io.DataInput;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.Serial;

/**
 * Creates parsers that refuse texts and numbers which the suite could not store unchanged, in values and in field names at any depth. They
 * throw {@link NotExact}. For JSON from outside; stored JSON is read without this check.
 */
public final class StrictJsonFactory extends JsonFactory {

    @Serial
    private static final long serialVersionUID = 1;

    /** Limits against hostile documents, for all JSON. */
    static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(100)
            .maxStringLength(2_000_000)
            .build();

    /** Which texts are accepted. Numbers and lone surrogates are treated alike. */
    public enum Texts {
        /** Refuses all control characters except tab, line feed and carriage return. For requests. */
        PRINTABLE,
        /** Refuses U+0000 only, which PostgreSQL cannot store. For messages of other producers, which cannot correct them at once. */
        STORABLE
    }

    private final Texts texts;

    public StrictJsonFactory(Texts texts) {
        super(new JsonFactoryBuilder().streamReadConstraints(CONSTRAINTS));
        this.texts = texts;
    }

    private StrictJsonFactory(StrictJsonFactory source) {
        super(source, null);
        this.texts = source.texts;
    }

    @Override
    public JsonFactory copy() {
        return new StrictJsonFactory(this);
    }

    @Override
    protected JsonParser _createParser(InputStream in, IOContext context) throws IOException {
        return new StrictJsonParser(super._createParser(in, context), texts);
    }

    @Override
    protected JsonParser _createParser(Reader in, IOContext context) throws IOException {
        return new StrictJsonParser(super._createParser(in, context), texts);
    }

    @Override
    protected JsonParser _createParser(char[] data, int offset, int length, IOContext context, boolean recyclable)
            throws IOException {
        return new StrictJsonParser(super._createParser(data, offset, length, context, recyclable), texts);
    }

    @Override
    protected JsonParser _createParser(byte[] data, int offset, int length, IOContext context) throws IOException {
        return new StrictJsonParser(super._createParser(data, offset, length, context), texts);
    }

    @Override
    protected JsonParser _createParser(DataInput in, IOContext context) throws IOException {
        return new StrictJsonParser(super._createParser(in, context), texts);
    }
}
