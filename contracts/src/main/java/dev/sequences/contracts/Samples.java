package dev.sequences.contracts;

import java.io.InputStream;

/** One stored value per event. Tests of producers and of consumers read the same one, so that neither drifts alone. */
public final class Samples {

    private Samples() {}

    /** The sample of {@code eventType} (a {@code ce_type}) as JSON in UTF-8; the caller closes it. */
    public static InputStream open(String eventType) {
        InputStream sample = Samples.class.getResourceAsStream("/samples/" + eventType + ".json");
        if (sample == null) {
            throw new IllegalArgumentException("no sample of " + eventType + ": is it in the catalogue EventTypes?");
        }
        return sample;
    }
}
