package org.gridspace.worker.sandbox;

/**
 * A child process that runs the tasks of one job, one after the other. Confined to one borrower's thread at a time;
 * {@link #close} and {@link #isAlive} may be called from any thread.
 */
public final class Child implements AutoCloseable {
    Child() {}

    /** The process id of the outermost process of this child; killing it kills all of the child. */
    public long pid() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Whether the process runs and may be spoken with. */
    public boolean isAlive() {
        return false;
    }

    /**
     * Gives the child its job's code. Once only, before the first task.
     *
     * @param sha256 the jar's SHA-256 in hexadecimal, which the child checks
     * @param jar at most 33,554,432 bytes
     * @throws ChildDied if the child ended, or refused the jar
     */
    public void load(String sha256, byte[] jar) throws ChildDied {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Runs one task to its end. An interrupted call kills the child.
     *
     * @param task a {@code Callable} or {@code Runnable} by Java serialization, at most 16,777,216 bytes
     * @throws ChildDied if the child ended, by itself or because it ran into a limit
     * @throws InterruptedException if the caller was interrupted; the child is dead then
     */
    public TaskReply run(byte[] task) throws ChildDied, InterruptedException {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Kills the process. Harmless when repeated. */
    @Override
    public void close() {}
}
