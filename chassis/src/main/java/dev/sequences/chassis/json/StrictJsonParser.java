package dev.sequences.chassis.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Checks every text, field name and number when it is read. */
final class StrictJsonParser extends JsonParserDelegate {

    /** Shorter numbers without an exponent are within the limits. */
    private static final int MAX_UNCHECKED_LENGTH = Decimals.MAX_EXPONENT;

    private static final int MAX_LENGTH = StrictJsonFactory.CONSTRAINTS.getMaxNumberLength();

    private static final int MAX_NAME_LENGTH = 80;

    /** Jackson has no exception types for these two; StrictJsonFactoryTest fails if a new version words them differently. */
    private static final String NUMBER_TOO_LONG = "Number value length";

    private static final String SURROGATE_IN_NAME = "surrogate";

    private final StrictJsonFactory.Texts texts;

    StrictJsonParser(JsonParser parser, StrictJsonFactory.Texts texts) {
        super(parser);
        this.texts = texts;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        JsonToken token;
        try {
            token = delegate.nextToken();
        } catch (StreamConstraintsException e) {
            if (String.valueOf(e.getOriginalMessage()).startsWith(NUMBER_TOO_LONG)) {
                throw outOfRange();
            }
            throw e;
        } catch (JsonParseException e) {
            // The parser of UTF-8 bytes refuses half of a pair in a field name by itself, but not in a text.
            if (String.valueOf(e.getOriginalMessage()).contains(SURROGATE_IN_NAME)) {
                throw new NotExact(
                        this, NotExact.Kind.LONE_SURROGATE, path(delegate.getParsingContext(), false), "A field name");
            }
            throw e;
        }
        check(token);
        return token;
    }

    @Override
    public @Nullable JsonToken nextValue() throws IOException {
        JsonToken token = nextToken();
        return token == JsonToken.FIELD_NAME ? nextToken() : token;
    }

    private void check(@Nullable JsonToken token) throws IOException {
        switch (token) {
            case FIELD_NAME -> checkName(delegate.currentName());
            case VALUE_STRING -> checkText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> checkNumber();
            case null, default -> {
                // Has no text.
            }
        }
    }

    private void checkName(String name) throws IOException {
        NotExact.Kind kind = problem(name.toCharArray(), 0, name.length());
        if (kind != null) {
            throw new NotExact(this, kind, path(delegate.getParsingContext(), false), "A field name");
        }
    }

    private void checkText() throws IOException {
        int length = delegate.getTextLength();
        NotExact.Kind kind = problem(delegate.getTextCharacters(), delegate.getTextOffset(), length);
        if (kind != null) {
            throw new NotExact(this, kind, path(delegate.getParsingContext()), "The text");
        }
    }

    private NotExact.@Nullable Kind problem(char[] text, int from, int length) {
        int end = from + length;
        for (int i = from; i < end; i++) {
            char c = text[i];
            if (c < ' ' || c >= 0x7f) {
                if (Character.isHighSurrogate(c) && i + 1 < end && Character.isLowSurrogate(text[i + 1])) {
                    i++;
                } else if (Character.isSurrogate(c)) {
                    return NotExact.Kind.LONE_SURROGATE;
                } else if (isRefused(c)) {
                    return NotExact.Kind.CONTROL_CHARACTER;
                }
            }
        }
        return null;
    }

    private boolean isRefused(char c) {
        return switch (texts) {
            case STORABLE -> c == 0;
            case PRINTABLE -> Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
        };
    }

    private void checkNumber() throws IOException {
        char[] digits = delegate.getTextCharacters();
        int from = delegate.getTextOffset();
        int length = delegate.getTextLength();
        boolean isShort = length <= MAX_UNCHECKED_LENGTH;
        for (int i = from; isShort && i < from + length; i++) {
            isShort = digits[i] != 'e' && digits[i] != 'E';
        }
        if (!isShort && !isExact(new String(digits, from, length))) {
            throw outOfRange();
        }
    }

    private NotExact outOfRange() {
        return new NotExact(this, NotExact.Kind.NUMBER_OUT_OF_RANGE, path(delegate.getParsingContext()), "The number");
    }

    private static boolean isExact(String number) {
        try {
            return number.length() <= MAX_LENGTH && Decimals.isInRange(new BigDecimal(number));
        } catch (NumberFormatException e) {
            // The exponent exceeds what a decimal can have.
            return false;
        }
    }

    /** As problem documents name a place, e.g. {@code fields.city} or {@code items[2].name}; empty at the top. */
    private static String path(@Nullable JsonStreamContext context) {
        return path(context, true);
    }

    /** @param named whether to add the current field of an object; not while its name is read */
    private static String path(@Nullable JsonStreamContext context, boolean named) {
        if (context == null || context.inRoot()) {
            return "";
        }
        String parent = path(context.getParent());
        if (context.inArray()) {
            return parent + '[' + context.getCurrentIndex() + ']';
        }
        String name = named ? context.getCurrentName() : null;
        if (name == null) {
            return parent;
        }
        String shortened = name.length() <= MAX_NAME_LENGTH ? name : name.substring(0, MAX_NAME_LENGTH) + "...";
        return parent.isEmpty() ? shortened : parent + '.' + shortened;
    }
}
