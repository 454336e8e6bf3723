package dev.sequences.chassis.flow;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * One JSON object per log line: {@code time}, {@code level}, {@code service}, {@code logger}, {@code thread}, {@code message}, the
 * fields of the flow ({@link LogFields}), and for failures {@code error} and {@code stack}.
 */
final class JsonLines extends ExtFormatter {

    private final JsonFactory json = new JsonFactory();
    private final String service;

    JsonLines(String service) {
        this.service = service;
    }

    @Override
    public String format(ExtLogRecord line) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator out = json.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("time", line.getInstant().toString());
            out.writeStringField("level", line.getLevel().getName());
            out.writeStringField("service", service);
            out.writeStringField("logger", String.valueOf(line.getLoggerName()));
            out.writeStringField("thread", String.valueOf(line.getThreadName()));
            out.writeStringField("message", String.valueOf(line.getFormattedMessage()));
            for (Map.Entry<String, String> field : line.getMdcCopy().entrySet()) {
                out.writeStringField(field.getKey(), field.getValue());
            }
            Throwable thrown = line.getThrown();
            if (thrown != null) {
                StringWriter stack = new StringWriter();
                thrown.printStackTrace(new PrintWriter(stack));
                out.writeStringField("error", thrown.getClass().getName());
                out.writeStringField("stack", stack.toString());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.append('\n').toString();
    }
}
