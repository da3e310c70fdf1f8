package org.gridspace.child;

import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.security.AccessControlContext;
import java.security.AccessController;
import java.security.PrivilegedAction;
import org.gridspace.child.protocol.ChildSettings;
import org.gridspace.child.protocol.FrameOutput;
import org.gridspace.child.protocol.FrameType;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a task threw. Throwables are a job's code too (their message and their serialization), so they are asked
 * with the job's rights and everything that they say is cut. Confined to the task thread.
 */
final class Obituary implements PrivilegedAction<@Nullable Void> {
    private final Throwable thrown;
    private final boolean begun;
    private final JobLoader loader;
    private final AccessControlContext rights;
    private @Nullable String message;
    private String trace = "";
    private byte @Nullable [] serialized;

    Obituary(Throwable thrown, TaskCall call, AccessControlContext rights) {
        this.thrown = thrown instanceof BoundedBytes.Full full ? full.asException() : thrown;
        this.begun = call.deserialized();
        this.loader = call.loader();
        this.rights = rights;
    }

    void write(FrameOutput out) {
        try {
            AccessController.doPrivileged(this, rights);
        } catch (Throwable e) { // a throwable that can't even be printed: its class is all there is to say
            trace = thrown.getClass().getName();
        }
        String missing = missingClass();
        if (missing != null) {
            out.begin(FrameType.NOT_LOADABLE).text(cut(missing, ChildSettings.MAX_MESSAGE));
            out.text(cut(thrown.getClass().getName().concat(": ").concat(String.valueOf(message)), 1_024));
            return;
        }
        out.begin(FrameType.THREW)
                .text(cut(thrown.getClass().getName(), ChildSettings.MAX_MESSAGE))
                .text(message)
                .text(trace)
                .bytes(serialized);
    }

    @Override
    public @Nullable Void run() {
        String said = thrown.getMessage();
        message = said == null ? null : cut(said, ChildSettings.MAX_MESSAGE);
        BoundedWriter text = new BoundedWriter();
        try {
            thrown.printStackTrace(new PrintWriter(text));
        } catch (BoundedBytes.Full e) {
            text.append("…");
        }
        trace = text.toString();
        serialized = serialize();
        return null;
    }

    private byte @Nullable [] serialize() {
        BoundedBytes bytes = new BoundedBytes(ChildSettings.MAX_THROWABLE, "the throwable is larger than ");
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(thrown);
            out.flush();
            return bytes.toByteArray();
        } catch (Throwable e) { // it doesn't serialize, for whatever reason: its text must do
            return null;
        }
    }

    /** The class whose absence, or whose invalid bytes, are the reason; null if the task threw for another reason. */
    private @Nullable String missingClass() {
        if (thrown instanceof NoClassDefFoundError) {
            Throwable cause = thrown.getCause();
            return isPlain(cause) && cause instanceof ClassNotFoundException
                    ? String.valueOf(cause.getMessage())
                    : null;
        }
        if (begun || !isPlain(thrown) || thrown instanceof ExceptionInInitializerError) {
            return null;
        }
        if (thrown instanceof LinkageError) {
            String broken = loader.broken();
            return broken == null ? "(unknown)" : broken;
        }
        return thrown instanceof ClassNotFoundException ? String.valueOf(thrown.getMessage()) : null;
    }

    /** Of the platform's own classes, so that its message can be asked for without running a job's code. */
    private static boolean isPlain(@Nullable Throwable throwable) {
        return throwable != null && throwable.getClass().getClassLoader() == null;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    /** Takes characters up to the bound of a stack trace. */
    private static final class BoundedWriter extends StringWriter {
        @Override
        public void write(String text, int offset, int length) {
            int room = ChildSettings.MAX_TRACE - getBuffer().length();
            super.write(text, offset, Math.min(length, Math.max(room, 0)));
            if (length > room) {
                throw new BoundedBytes.Full("");
            }
        }

        @Override
        public void write(char[] text, int offset, int length) {
            write(new String(text, offset, length), 0, length);
        }

        @Override
        public void write(int c) {
            write(String.valueOf((char) c), 0, 1);
        }
    }
}
