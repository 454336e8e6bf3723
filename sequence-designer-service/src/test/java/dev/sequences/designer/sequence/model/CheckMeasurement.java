package dev.sequences.designer.sequence.model;

import dev.sequences.designer.sequence.model.Sequence.Status;
import dev.sequences.designer.sequence.model.context.DraftContext;
import dev.sequences.designer.support.Drawings;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long a check of 40 tiles takes, warm. A measurement, not a test: run {@code main} on a quiet machine and read what it
 * prints.
 */
public final class CheckMeasurement {

    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 20_000;

    private CheckMeasurement() {}

    public static void main(String[] args) {
        Sequence sequence = new Sequence(
                Status.INACTIVE,
                "Measured",
                null,
                "lead",
                "ana",
                0,
                Drawings.draft(forks(40)),
                null,
                OwnerType.USER,
                null,
                List.of());
        int findings = 0;
        for (int i = 0; i < WARM_UP; i++) {
            findings += DraftCheck.of(sequence, DraftContext.UNKNOWN).size();
        }
        long[] nanos = new long[MEASURED];
        for (int i = 0; i < MEASURED; i++) {
            long begin = System.nanoTime();
            findings += DraftCheck.of(sequence, DraftContext.UNKNOWN).size();
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "40 tiles, %d findings each: p50 %.1f us, p99 %.1f us, max %.1f us%n",
                findings / (WARM_UP + MEASURED),
                nanos[MEASURED / 2] / 1_000.0,
                nanos[MEASURED * 99 / 100] / 1_000.0,
                nanos[MEASURED - 1] / 1_000.0);
    }

    /** A call, a condition on it, an email, a condition on it, and so on: the most that there is to check. */
    private static String forks(int tiles) {
        String nodes = IntStream.range(0, tiles)
                .mapToObj(i -> {
                    String next = i + 1 == tiles ? "null" : "\"k" + (i + 1) + "\"";
                    String head = "{\"key\": \"k" + i + "\", \"name\": \"Node " + i + "\", ";
                    return head
                            + switch (i % 4) {
                                case 0 -> "\"type\": \"phone-call\", \"next\": " + next + "}";
                                case 1 ->
                                    "\"type\": \"phone-condition\", \"results\": [\"made\"], \"yes\": " + next
                                            + ", \"no\": null}";
                                case 2 -> "\"type\": \"email\", \"templateId\": \"t\", \"next\": " + next + "}";
                                default ->
                                    "\"type\": \"email-condition\", \"interactions\": [\"replied\"], \"within\":"
                                            + " \"P1D\", \"yes\": " + next + ", \"no\": null}";
                            };
                })
                .collect(Collectors.joining(", "));
        return "{\"start\": \"k0\", \"nodes\": [" + nodes + "]}";
    }
}
