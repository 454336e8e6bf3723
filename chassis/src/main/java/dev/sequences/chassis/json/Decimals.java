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

    private Decimals() {}

    static Module module() {
        return new SimpleModule("decimals").addSerializer(BigDecimal.class, new Writer());
    }

    private static final class Writer extends StdSerializer<BigDecimal> {

        @Serial
        private static final long serialVersionUID = 1;

        private static final int MAX_EXPONENT = 400;

        Writer() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator json, SerializerProvider provider) throws IOException {
            long exponent = (long) value.precision() - value.scale();
            if (Math.abs(exponent) > MAX_EXPONENT) {
                json.writeString(value.toString());
            } else {
                json.writeNumber(value);
            }
        }
    }
}
