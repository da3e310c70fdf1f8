package org.gridspace.child;

import java.io.ByteArrayOutputStream;
import java.io.InvalidObjectException;

/** Collects bytes up to a bound. Confined to one thread. */
final class BoundedBytes extends ByteArrayOutputStream {
    /** Thrown as an error of its own, so that no caller of ours takes it for something else. */
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Full(String message) {
            super(message, null, false, false);
        }

        /** As what the job's master should see. */
        InvalidObjectException asException() {
            return new InvalidObjectException(String.valueOf(getMessage()));
        }
    }

    private final int bound;
    private final String problem;

    BoundedBytes(int bound, String problem) {
        super(256);
        this.bound = bound;
        this.problem = problem;
    }

    @Override
    public synchronized void write(int b) {
        check(1);
        super.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        check(length);
        super.write(bytes, offset, length);
    }

    private void check(int more) {
        if (more > bound - count) {
            throw new Full(problem.concat(Integer.toString(bound)).concat(" bytes"));
        }
    }

    /** The bytes, and more behind them: only {@link #length} count. */
    byte[] array() {
        return buf;
    }

    int length() {
        return count;
    }
}
