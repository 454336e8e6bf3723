package dev.sequences.chassis.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.Serial;
import java.math.BigDecimal;

/** Writes decimals without loss. Numbers with an exponent beyond 400 are written as text, since PostgreSQL's jsonb rejects them. */
final class Decimals {

    /** Largest magnitude of a number, as a power of ten. */
    static final int MAX_EXPONENT = 400;

    private Decimals() {}

    /** Whether the number is written as a number. */
    static boolean isInRange(BigDecimal value) {
        return Math.abs((long) value.precision() - value.scale()) <= MAX_EXPONENT;
    }

    static Module module() {
        return new SimpleModule("decimals").addSerializer(BigDecimal.class, new Writer());
    }

    private static final class Writer extends StdSerializer<BigDecimal> {

        @Serial
        private static final long serialVersionUID = 1;

        Writer() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (isInRange(value)) {
                json.writeNumber(value);
            } else {
                json.writeString(value.toString());
            }
        }
    }
}
