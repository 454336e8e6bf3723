package dev.sequences.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.Optional;

/** The response of a service. */
public record Reply(int status, HttpHeaders headers, String text) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public boolean ok() {
        return status >= 200 && status < 300;
    }

    /** The outcome is unknown: retry with the same key. */
    public boolean uncertain() {
        return status >= 500 || status == 429;
    }

    public JsonNode json() {
        if (text.isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException("not JSON: " + status + " " + text, e);
        }
    }

    public String field(String name) {
        return json().path(name).asText();
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The entity tag of the response, for {@code If-Match}. */
    public String etag() {
        return header("ETag").orElseThrow(() -> new IllegalStateException("no ETag: " + this));
    }

    @Override
    public String toString() {
        return status + " " + text;
    }
}
