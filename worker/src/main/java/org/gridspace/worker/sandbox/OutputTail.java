package org.gridspace.worker.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.gridspace.child.protocol.ChildSettings;

/**
 * Drains what a child prints and keeps the last lines. Thread-safe; a thread of its own reads. It is a stranger's text:
 * cut, and cleared of control characters that a terminal would obey.
 */
final class OutputTail implements Runnable {
    private static final int LINES = 20;
    private static final int LINE = 1_000;

    private final InputStream in;
    private final long most;
    private final Runnable whenTooMuch;
    private final Deque<String> lines = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private boolean outOfMemory;

    /**
     * Reads a child's standard error.
     *
     * @param most how many bytes it may print
     * @param whenTooMuch called once, on the reading thread, when it prints more
     */
    OutputTail(InputStream in, long most, Runnable whenTooMuch) {
        this.in = in;
        this.most = most;
        this.whenTooMuch = whenTooMuch;
    }

    @Override
    public void run() {
        byte[] buffer = new byte[8_192];
        long total = 0;
        boolean told = false;
        try (in) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
                if (total > most && !told) {
                    told = true;
                    whenTooMuch.run();
                }
                take(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            take("[its output could not be read to the end: " + e.getMessage() + "]");
        }
    }

    private synchronized void take(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                endLine();
            } else if (line.length() < LINE) {
                line.append(c);
            }
        }
    }

    private synchronized void endLine() {
        String text = line.toString();
        line.setLength(0);
        if (text.equals(ChildSettings.OUTPUT_BEGINS)) {
            lines.clear();
            return;
        }
        outOfMemory |= text.startsWith("Terminating due to java.lang.OutOfMemoryError")
                || text.contains("insufficient memory for the Java Runtime Environment");
        lines.addLast(printable(text));
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }

    private static String printable(String text) {
        StringBuilder clean = new StringBuilder(text);
        for (int i = 0; i < clean.length(); i++) {
            if (Character.isISOControl(clean.charAt(i))) {
                clean.setCharAt(i, clean.charAt(i) == '\t' ? ' ' : '?');
            }
        }
        return clean.toString();
    }

    /** The last lines, oldest first. */
    synchronized List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        if (line.length() > 0) {
            all.add(printable(line.toString()));
        }
        return all;
    }

    /** Whether the JVM said that it ends for want of memory. */
    synchronized boolean outOfMemory() {
        return outOfMemory;
    }
}
