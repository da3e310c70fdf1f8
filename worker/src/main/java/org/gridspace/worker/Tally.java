package org.gridspace.worker;

import java.util.concurrent.atomic.LongAdder;
import org.gridspace.job.ResultEntry;

/** Counts how tasks ended. Thread-safe. */
final class Tally {
    private final LongAdder done = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder lost = new LongAdder();

    void ended(ResultEntry.Kind kind) {
        switch (kind) {
            case RETURNED -> done.increment();
            case THREW, NOT_LOADABLE, DIED, FAILED -> failed.increment();
            case CANCELLED -> cancelled.increment();
            case REFUSED -> refused.increment();
        }
    }

    void lost() {
        lost.increment();
    }

    WorkerStats stats(int inHand, int children) {
        return new WorkerStats(done.sum(), failed.sum(), cancelled.sum(), refused.sum(), lost.sum(), inHand, children);
    }
}
