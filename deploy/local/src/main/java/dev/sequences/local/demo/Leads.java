package dev.sequences.local.demo;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The leads as the import receives them. A file is sent unchanged; only the segment service reads it.
 *
 * @param title name of the leads in the terminal
 * @param contentType media type of the body
 * @param body can be sent more than once
 * @param idColumn null means that the line number is the id
 */
record Leads(
        String title,
        String contentType,
        BodyPublisher body,
        @Nullable String idColumn,
        @Nullable String nameColumn) {

    /** Limit of the import. */
    private static final long MAX_MEBIBYTES = 1_024;

    static Leads of(DemoOptions options) throws UnusableLeads {
        var file = options.leads();
        return file == null ? generated(options) : ofFile(file, options);
    }

    private static Leads generated(DemoOptions options) {
        var json = GeneratedLeads.json(options.generatedLeads(), options.seed());
        return new Leads(
                "%,d generated leads (seed %d)".formatted(options.generatedLeads(), options.seed()),
                "application/x-ndjson",
                BodyPublishers.ofByteArray(json.getBytes(StandardCharsets.UTF_8)),
                options.idColumn() == null ? GeneratedLeads.ID : options.idColumn(),
                options.nameColumn() == null ? GeneratedLeads.NAME : options.nameColumn());
    }

    private static Leads ofFile(Path file, DemoOptions options) throws UnusableLeads {
        refuseUnreadable(file);
        try {
            var charset = options.charset() == null ? "" : ";charset=" + options.charset();
            return new Leads(
                    String.valueOf(file.getFileName()),
                    // The service recognizes CSV, NDJSON, workbooks and gzip.
                    "application/octet-stream" + charset,
                    BodyPublishers.ofFile(file),
                    options.idColumn(),
                    options.nameColumn());
        } catch (FileNotFoundException e) {
            throw new UnusableLeads("%s cannot be read.".formatted(file), e);
        }
    }

    private static void refuseUnreadable(Path file) throws UnusableLeads {
        if (!Files.exists(file)) {
            throw new UnusableLeads("There is no file %s.".formatted(file));
        }
        if (Files.isDirectory(file)) {
            throw new UnusableLeads("%s is a directory; name a file.".formatted(file));
        }
        if (!Files.isReadable(file)) {
            throw new UnusableLeads("%s cannot be read: permission denied.".formatted(file));
        }
        try {
            if (Files.size(file) > MAX_MEBIBYTES << 20) {
                throw new UnusableLeads(
                        "%s exceeds the import's limit of %d MiB; split the file.".formatted(file, MAX_MEBIBYTES));
            }
        } catch (IOException e) {
            throw new UnusableLeads("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
        }
    }
}
