package dev.sequences.contracts.catalogue;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Stored values of each event. Tests of producers and of consumers read the same ones, so that neither drifts alone. A released
 * sample stays as it is: when an event gets another field, the next sample, {@code <eventType>.2.json} and so on, shows it.
 */
public final class Samples {

    private Samples() {}

    /** The first sample of {@code eventType} (a {@code ce_type}) as JSON in UTF-8; the caller closes it. */
    public static InputStream open(String eventType) {
        return open(eventType, 1);
    }

    /** The sample of this number, from 1 to {@link #count}; the caller closes it. */
    public static InputStream open(String eventType, int number) {
        InputStream sample = find(eventType, number);
        if (sample == null) {
            throw new IllegalArgumentException(
                    "no sample " + number + " of " + eventType + ": is it in the catalogue EventTypes?");
        }
        return sample;
    }

    /** How many samples there are of {@code eventType}; the last one shows every field. */
    public static int count(String eventType) {
        int count = 0;
        while (Samples.class.getResource(path(eventType, count + 1)) != null) {
            count++;
        }
        return count;
    }

    private static @Nullable InputStream find(String eventType, int number) {
        return Samples.class.getResourceAsStream(path(eventType, number));
    }

    private static String path(String eventType, int number) {
        return "/samples/" + eventType + (number == 1 ? "" : "." + number) + ".json";
    }
}
