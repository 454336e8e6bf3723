package dev.sequences.acceptance.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code access-matrix.txt}, whose head explains the columns.
 *
 * @param service of the section of the row
 * @param path as in the OpenAPI document
 * @param object type of the object that the request concerns; null if none
 * @param fresh whether each request that is expected to succeed gets an object of its own
 * @param anonymous expected without a token
 * @param expected by role, in the order of {@link Relation}; one for a row without an object
 */
record AccessRow(
        int line,
        String service,
        String method,
        String path,
        @Nullable String object,
        boolean fresh,
        Expected anonymous,
        Map<Role, List<Expected>> expected,
        AccessRequest request) {

    private static final String FILE = "/access-matrix.txt";
    private static final String FRESH = "new ";
    private static final String NONE = "-";
    private static final int COLUMNS = 8;
    private static final int FIRST_ROLE = 3;

    /** The roles, in the order of the columns. */
    enum Role {
        SYSTEM_ADMINISTRATOR("system-administrator"),
        SEQUENCE_MANAGER("sequence-manager"),
        SALES_MANAGER("sales-manager"),
        SALESPERSON("salesperson");

        private final String label;

        Role(String label) {
            this.label = label;
        }

        /** As in a token. */
        String label() {
            return label;
        }
    }

    /** How the object concerns the salesperson. */
    enum Relation {
        OWN,
        TEAM,
        UNIT,
        FOREIGN
    }

    /**
     * Expected response.
     *
     * @param contains whether the body contains the object's id; null if that is not checked
     * @param result expected status or code of the first result of a bulk request; null if that is not checked
     */
    record Expected(
            int status,
            @Nullable Boolean contains,
            @Nullable String result) {

        static Expected of(String cell) {
            int colon = cell.indexOf(':');
            String status = colon < 0 ? cell : cell.substring(0, colon);
            Boolean contains = status.endsWith("+") ? Boolean.TRUE : status.endsWith("-") ? Boolean.FALSE : null;
            String number = contains == null ? status : status.substring(0, status.length() - 1);
            return new Expected(Integer.parseInt(number), contains, colon < 0 ? null : cell.substring(colon + 1));
        }

        /** As in the file. */
        @Override
        public String toString() {
            return status + (contains == null ? "" : contains ? "+" : "-") + (result == null ? "" : ":" + result);
        }

        boolean isSuccess() {
            return status < 300;
        }
    }

    /** Service, method and path identify an endpoint; it may have several rows. */
    String endpoint() {
        return service + " " + method + " " + path;
    }

    Expected expected(Role role, Relation relation) {
        List<Expected> ofRole = Objects.requireNonNull(expected.get(role));
        return ofRole.size() == 1 ? ofRole.getFirst() : ofRole.get(relation.ordinal());
    }

    static List<AccessRow> all() {
        try (InputStream file = AccessRow.class.getResourceAsStream(FILE)) {
            return read(new String(Objects.requireNonNull(file, FILE).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<AccessRow> read(String text) {
        List<AccessRow> rows = new ArrayList<>();
        String service = "";
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.startsWith("[")) {
                service = line.substring(1, line.indexOf(']'));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                try {
                    rows.add(row(number, service, line.split("\\|", COLUMNS)));
                } catch (RuntimeException e) {
                    throw new IllegalArgumentException("access-matrix.txt, line " + number + ": " + line, e);
                }
            }
        }
        return rows;
    }

    private static AccessRow row(int line, String service, String[] cells) {
        String[] endpoint = words(cells[0]);
        String object = cells[1].strip();
        boolean fresh = object.startsWith(FRESH);
        Map<Role, List<Expected>> expected = new EnumMap<>(Role.class);
        for (Role role : Role.values()) {
            List<Expected> ofRole = Arrays.stream(words(cells[FIRST_ROLE + role.ordinal()]))
                    .map(Expected::of)
                    .toList();
            if (ofRole.size() != 1 && (object.equals(NONE) || ofRole.size() != Relation.values().length)) {
                throw new IllegalArgumentException(role + " has " + ofRole.size() + " cells");
            }
            expected.put(role, ofRole);
        }
        return new AccessRow(
                line,
                service,
                endpoint[0],
                endpoint[1],
                object.equals(NONE) ? null : fresh ? object.substring(FRESH.length()) : object,
                fresh,
                Expected.of(cells[2].strip()),
                expected,
                AccessRequest.of(cells.length < COLUMNS ? "" : cells[COLUMNS - 1].strip()));
    }

    private static String[] words(String cell) {
        return cell.strip().split(" +");
    }
}
