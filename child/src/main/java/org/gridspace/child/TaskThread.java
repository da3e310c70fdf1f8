package org.gridspace.child;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.gridspace.child.protocol.BadFrame;
import org.gridspace.child.protocol.Frame;
import org.gridspace.child.protocol.FrameOutput;
import org.jspecify.annotations.Nullable;

/** The thread of a job's tasks: takes one frame at a time from the main thread, and writes the reply itself. */
final class TaskThread extends Thread {
    private final Job job;
    private final FrameOutput out;
    private volatile @Nullable Frame mail;

    TaskThread(Job job, FrameOutput out) {
        super(job.group(), "gridspace-task");
        setDaemon(true);
        this.job = job;
        this.out = out;
    }

    /** Hands over a frame, called by the main thread; the one before must have been answered. */
    void take(Frame frame) throws BadFrame {
        if (mail != null) {
            throw new BadFrame("a request before the last one was answered");
        }
        mail = frame;
        LockSupport.unpark(this);
    }

    @Override
    public void run() {
        try {
            while (true) {
                Frame frame = mail;
                if (frame == null) {
                    LockSupport.park(this);
                    Thread.interrupted();
                } else {
                    answer(frame);
                }
            }
        } catch (Throwable e) { // the process boundary: without this thread the child is of no use
            e.printStackTrace(System.err);
        } finally {
            Runtime.getRuntime().halt(ChildMain.BROKEN);
        }
    }

    private void answer(Frame frame) throws IOException {
        job.handle(frame, out);
        mail = null; // before the reply goes out, since the next request may follow at once
        out.send();
    }
}
