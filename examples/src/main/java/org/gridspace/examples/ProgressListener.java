package org.gridspace.examples;

/** Hears how far a job is. */
@FunctionalInterface
public interface ProgressListener {
    /**
     * Called on the thread that runs the job: once with nothing done, then after each step, last with all done.
     *
     * @param done steps done
     * @param total steps in all, always the same within a job
     */
    void progress(long done, long total);

    /** Listens to nothing. */
    static ProgressListener none() {
        return (done, total) -> {};
    }
}
