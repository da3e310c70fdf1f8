package org.gridspace.console.output;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How far a job is. On a terminal one line that is drawn over itself, at most ten times a second; on a pipe a plain line
 * each time that another ten per cent are done. Thread-safe.
 */
public final class ProgressBar {
    private static final int WIDTH = 40;
    private static final long REDRAW_NANOS = 100_000_000;
    private static final Path STDERR = Path.of("/proc/self/fd/2");

    private final PrintWriter out;
    private final boolean terminal;
    private final String label;
    private long drawnNanos;
    private int saidTenth;
    private boolean open;

    /** A bar named {@code label}; {@code terminal} says whether lines can be drawn over. */
    public ProgressBar(PrintWriter out, boolean terminal, String label) {
        this.out = out;
        this.terminal = terminal;
        this.label = label;
    }

    /** Whether standard error, where progress goes, is a terminal. */
    public static boolean isTerminal() {
        if ("dumb".equals(System.getenv("TERM"))) {
            return false;
        }
        try {
            String target = Files.readSymbolicLink(STDERR).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return System.console() != null;
        }
    }

    /** {@code done} of {@code total} parts are done, {@code nowNanos} by {@link System#nanoTime}. */
    public synchronized void update(long done, long total, long nowNanos) {
        if (total <= 0) {
            return;
        }
        int percent = (int) (100 * Math.min(done, total) / total);
        if (!terminal) {
            sayTenths(percent, done, total);
        } else if (!open || done >= total || nowNanos - drawnNanos >= REDRAW_NANOS) {
            drawnNanos = nowNanos;
            open = true;
            int filled = WIDTH * percent / 100;
            out.print(String.format(
                    Locale.ROOT,
                    "\r%s [%s%s] %3d %% (%d of %d)",
                    label,
                    "#".repeat(filled),
                    ".".repeat(WIDTH - filled),
                    percent,
                    done,
                    total));
            out.flush();
        }
    }

    /** Ends the line of a terminal, so that what follows begins on a new one. */
    public synchronized void close() {
        if (open) {
            open = false;
            out.println();
            out.flush();
        }
    }

    private void sayTenths(int percent, long done, long total) {
        int tenth = percent / 10;
        if (tenth > saidTenth) {
            saidTenth = tenth;
            out.println(String.format(Locale.ROOT, "%s %d %% (%d of %d)", label, tenth * 10, done, total));
            out.flush();
        }
    }
}
