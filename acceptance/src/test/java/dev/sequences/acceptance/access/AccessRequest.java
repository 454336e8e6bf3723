package dev.sequences.acceptance.access;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The last column of a row: path parameters as {@code name=value}, a query that begins with a question mark, headers as {@code Name:value},
 * and a body, which is JSON or follows its media type. All parts are optional, in this order.
 *
 * @param parameters values of path parameters other than the object's id
 * @param query with its question mark; may be empty
 * @param body null if there is none
 */
record AccessRequest(
        Map<String, String> parameters,
        String query,
        Map<String, String> headers,
        @Nullable String mediaType,
        @Nullable String body) {

    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=(\\S+)\\s*");
    private static final Pattern QUERY = Pattern.compile("(\\?\\S+)\\s*");
    private static final Pattern HEADER = Pattern.compile("([A-Z][\\w-]+):(\\S+)\\s*");
    private static final Pattern MEDIA_TYPE = Pattern.compile("([a-z]+/[a-z+-]+)\\s*");
    private static final String JSON = "application/json";

    static AccessRequest of(String text) {
        Map<String, String> parameters = new LinkedHashMap<>();
        Map<String, String> headers = new LinkedHashMap<>();
        String rest = text;
        Matcher next = PARAMETER.matcher(rest);
        while (next.lookingAt()) {
            parameters.put(next.group(1), next.group(2));
            rest = rest.substring(next.end());
            next = PARAMETER.matcher(rest);
        }
        String query = "";
        next = QUERY.matcher(rest);
        if (next.lookingAt()) {
            query = next.group(1);
            rest = rest.substring(next.end());
        }
        next = HEADER.matcher(rest);
        while (next.lookingAt()) {
            headers.put(next.group(1), next.group(2));
            rest = rest.substring(next.end());
            next = HEADER.matcher(rest);
        }
        String mediaType = JSON;
        next = MEDIA_TYPE.matcher(rest);
        if (next.lookingAt()) {
            mediaType = next.group(1);
            rest = rest.substring(next.end());
        }
        return new AccessRequest(
                parameters,
                query,
                headers,
                rest.isEmpty() ? null : mediaType,
                rest.isEmpty() ? null : rest.translateEscapes());
    }
}
