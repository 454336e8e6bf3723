package dev.sequences.designer.sequence.model.condition;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests the known name that is most similar to a misspelled one. */
public final class Nearest {

    private Nearest() {}

    /** Returns the known name with the fewest differences, ignoring case; empty if more than a third of the letters differ. */
    public static Optional<String> to(String given, Collection<String> known) {
        String wanted = given.toLowerCase(Locale.ROOT);
        int maxDifferences = Math.max(1, wanted.length() / 3);
        return known.stream()
                .filter(name -> Math.abs(name.length() - wanted.length()) <= maxDifferences)
                .map(name -> new Candidate(name, differences(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.differences() <= maxDifferences)
                .min(Comparator.comparingInt(Candidate::differences).thenComparing(Candidate::name))
                .map(Candidate::name);
    }

    private record Candidate(String name, int differences) {}

    /** Letters to put in, to leave out, to replace, or to swap with the next. */
    private static int differences(String from, String to) {
        int[] beforeLast = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] present = new int[to.length() + 1];
            present[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                present[j] = Math.min(replaced, 1 + Math.min(last[j], present[j - 1]));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    present[j] = Math.min(present[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = present;
        }
        return last[to.length()];
    }
}
