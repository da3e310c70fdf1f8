package org.gridspace.child.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * What a blank child is told first. Immutable.
 *
 * @param resultBytes the longest serialized result
 * @param outputBytes how much a job may print
 * @param threads how many threads a job may have
 * @param permissions what a job's classes are granted
 */
public record ChildSettings(int resultBytes, long outputBytes, int threads, List<Permit> permissions) {
    /** The longest jar, in bytes. */
    public static final int MAX_JAR = 32 << 20;
    /** The longest serialized task, in bytes. */
    public static final int MAX_TASK = 16 << 20;
    /** The longest message of a throwable, in characters. */
    public static final int MAX_MESSAGE = 4_096;
    /** The longest stack trace, in characters. */
    public static final int MAX_TRACE = 32_768;
    /** The longest serialized throwable, in bytes. */
    public static final int MAX_THROWABLE = 65_536;
    /** Room that a frame may need besides a result. */
    public static final int SLACK = 4 * (MAX_MESSAGE + MAX_TRACE) + MAX_THROWABLE;
    /** The line on standard error that ends what the runtime itself prints at its start. */
    public static final String OUTPUT_BEGINS = "\u0001gridspace";

    private static final int MAX_PERMISSIONS = 100_000;

    /**
     * One permission.
     *
     * @param className a permission class of {@code java.base}
     * @param target its target, or ""
     * @param actions its actions, or ""
     */
    public record Permit(String className, String target, String actions) {}

    /** Copies the list. */
    public ChildSettings {
        permissions = List.copyOf(permissions);
    }

    /** Puts this into a frame. */
    public FrameOutput write(FrameOutput out) {
        out.begin(FrameType.CONFIGURE)
                .number(resultBytes)
                .bigNumber(outputBytes)
                .number(threads)
                .number(permissions.size());
        for (Permit permit : permissions) {
            out.text(permit.className()).text(permit.target()).text(permit.actions());
        }
        return out;
    }

    /** Reads this from a frame. */
    public static ChildSettings read(Frame frame) throws BadFrame {
        int resultBytes = frame.number();
        long outputBytes = frame.bigNumber();
        int threads = frame.number();
        int count = frame.number();
        if (count < 0 || count > MAX_PERMISSIONS) {
            throw new BadFrame("settings with " + count + " permissions");
        }
        List<Permit> permissions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            permissions.add(new Permit(frame.text(), frame.text(), frame.text()));
        }
        frame.end();
        return new ChildSettings(resultBytes, outputBytes, threads, permissions);
    }
}
