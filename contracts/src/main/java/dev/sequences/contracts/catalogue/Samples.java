package dev.sequences.contracts.catalogue;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Stored sample values of each event, shared by the tests of producers and consumers. A released
 * sample never changes: a new field of an event is shown by the next sample, {@code <eventType>.2.json} and so on.
 */
public final class Samples {

    private Samples() {}

    /** Returns the first sample of {@code eventType} (a {@code ce_type}) as JSON in UTF-8; the caller closes it. */
    public static InputStream open(String eventType) {
        return open(eventType, 1);
    }

    /** Returns the sample with this number, from 1 to {@link #count}; the caller closes it. */
    public static InputStream open(String eventType, int number) {
        InputStream sample = find(eventType, number);
        if (sample == null) {
            throw new IllegalArgumentException(
                    "no sample " + number + " of " + eventType + ": is it in the catalogue EventTypes?");
        }
        return sample;
    }

    /** Returns the number of samples of {@code eventType}; the last one shows every field. */
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
