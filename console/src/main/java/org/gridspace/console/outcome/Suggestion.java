package org.gridspace.console.outcome;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody who mistyped a word has probably meant. Static functions. */
public final class Suggestion {
    /** Most letters that are added, left out, replaced, or exchanged with their neighbour. */
    private static final int MOST_SLIPS = 2;

    private Suggestion() {}

    /** The nearest of {@code words} to {@code typed}, if one is near enough: at most two slips, and fewer than it has letters. */
    public static Optional<String> nearest(String typed, Collection<String> words) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        return words.stream()
                .filter(word -> slips(wanted, word) <= Math.min(MOST_SLIPS, word.length() - 1))
                .min(Comparator.comparingInt((String word) -> slips(wanted, word))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Optimal string alignment distance. */
    private static int slips(String a, String b) {
        int[][] distance = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                distance[i][j] = i == 0 || j == 0 ? i + j : step(distance, a, b, i, j);
            }
        }
        return distance[a.length()][b.length()];
    }

    private static int step(int[][] distance, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least =
                Math.min(distance[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(distance[i - 1][j], distance[i][j - 1]));
        boolean exchanged = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return exchanged ? Math.min(least, distance[i - 2][j - 2] + 1) : least;
    }
}
