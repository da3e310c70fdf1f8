package org.gridspace.benchmarks.process;

import java.util.ArrayDeque;
import java.util.Deque;

/** The last few lines of a process's output. Thread-safe. */
final class LastLines {
    private static final int MOST = 12;

    private final Deque<String> lines = new ArrayDeque<>();

    synchronized void add(String line) {
        if (lines.size() == MOST) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    synchronized String text() {
        return lines.isEmpty() ? "it said nothing" : String.join(" | ", lines);
    }
}
