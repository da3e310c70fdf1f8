package org.gridspace.benchmarks.row;

import java.util.List;

/**
 * How much is done.
 *
 * @param rounds how often each measurement is repeated, the peers in turn
 * @param millis how long one lasts, where it is bounded by time
 * @param levels how many entries there are, where that is varied; ascending
 * @param tasks how many trivial tasks
 * @param waitingTasks how many tasks that wait 5 ms
 * @param ballThrows how often a ball goes there and back
 * @param takers how many takes wait
 * @param registrations how many listeners there are
 * @param fillSeconds how long filling one space may take
 */
public record Scale(
        int rounds,
        long millis,
        List<Long> levels,
        int tasks,
        int waitingTasks,
        int ballThrows,
        int takers,
        int registrations,
        long fillSeconds) {
    /** How many turns a round is cut into. */
    static final int TURNS = 5;

    private static final long MILLION = 1_000_000;

    /** Copies. */
    public Scale {
        levels = List.copyOf(levels);
    }

    /** What the targets are meant for. */
    public static Scale full(int rounds, long maxEntries) {
        return new Scale(
                rounds,
                2_000,
                levels(maxEntries, List.of(1_000L, 10_000L, 100_000L, MILLION)),
                20_000,
                1_000,
                5_000,
                100_000,
                10_000,
                240);
    }

    /** Shows within seconds a row whether everything works; its figures say little. */
    public static Scale quick(int rounds, long maxEntries) {
        return new Scale(
                rounds,
                300,
                levels(Math.min(maxEntries, 10_000), List.of(1_000L, 10_000L)),
                500,
                40,
                300,
                2_000,
                200,
                60);
    }

    /** The most entries that a space has. */
    public long most() {
        return levels.get(levels.size() - 1);
    }

    /** How long a turn lasts, where it is bounded by time. */
    long turnMillis() {
        return Math.max(1, millis / TURNS);
    }

    /** How often a ball goes there and back in one turn. */
    long turnThrows() {
        return Math.max(1, ballThrows / TURNS);
    }

    private static List<Long> levels(long most, List<Long> all) {
        List<Long> levels = all.stream().filter(level -> level <= most).toList();
        return levels.isEmpty() ? List.of(Math.max(1, most)) : levels;
    }
}
