package org.gridspace.child;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.security.Policy;
import org.gridspace.child.protocol.BadFrame;
import org.gridspace.child.protocol.ChildSettings;
import org.gridspace.child.protocol.Frame;
import org.gridspace.child.protocol.FrameInput;
import org.gridspace.child.protocol.FrameOutput;
import org.gridspace.child.protocol.FrameType;

/**
 * Starts a child: takes its settings, raises its guard, and from then on reads frames until its worker is gone.
 *
 * <p>Two threads. The main thread always reads standard input, whatever a task does, and ends the process at once when
 * the pipe ends; so no child outlives its worker. The task thread belongs to the job's thread group and runs everything
 * of the job's. The job's classes can reach neither the main thread nor the two pipes.
 *
 * <p>No lambda and no string concatenation by {@code invokedynamic} in this package: they would cost a fresh child
 * 30 ms, and link at a moment when a job's frames are on the stack.
 */
public final class ChildMain {
    /** The exit code when the worker's end of the pipe is closed. */
    public static final int WORKER_GONE = 0;
    /** The exit code when the worker breaks the protocol, or the child does. */
    public static final int BROKEN = 4;

    private static final int MAX_FRAME = ChildSettings.MAX_JAR + 1_024;

    private ChildMain() {}

    /** Runs until the worker is gone. */
    public static void main(String[] args) {
        int code = BROKEN;
        try {
            FrameInput in = new FrameInput(new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16));
            FrameOutput out = new FrameOutput(new FileOutputStream(FileDescriptor.out));
            Frame frame = in.next(MAX_FRAME);
            if (frame != null) {
                serve(configure(frame), in, out);
            }
            code = WORKER_GONE;
        } catch (Throwable e) { // the process boundary: whatever it is, the child ends with it
            e.printStackTrace(System.err);
        } finally {
            Runtime.getRuntime().halt(code);
        }
    }

    private static Job configure(Frame frame) throws Exception {
        if (frame.type() != FrameType.CONFIGURE) {
            throw new BadFrame("settings must come first");
        }
        ChildSettings settings = ChildSettings.read(frame);
        ThreadGroup group = new ThreadGroup("job");
        Job job = new Job(settings, group);
        CodeSource own = ChildMain.class.getProtectionDomain().getCodeSource();
        Warmth.preload(own);
        FileOutputStream error = new FileOutputStream(FileDescriptor.err);
        PrintStream captured =
                new PrintStream(new CapturedOutput(error, settings.outputBytes()), true, StandardCharsets.UTF_8);
        System.setIn(new ByteArrayInputStream(new byte[0]));
        System.setOut(captured);
        System.setErr(captured);
        Policy.setPolicy(new RuntimePolicy(own));
        System.setSecurityManager(new JobGuard(group, settings.threads()));
        error.write(ChildSettings.OUTPUT_BEGINS.concat("\n").getBytes(StandardCharsets.UTF_8));
        return job;
    }

    private static void serve(Job job, FrameInput in, FrameOutput out) throws IOException {
        TaskThread tasks = new TaskThread(job, out);
        out.begin(FrameType.READY).send();
        boolean tasksStarted = false;
        for (Frame frame = in.next(MAX_FRAME); frame != null; frame = in.next(MAX_FRAME)) {
            if (frame.type() == FrameType.EXAMINE && !tasksStarted) {
                Examination.run(frame.number(), out);
            } else if (frame.type() == FrameType.PING && !tasksStarted) {
                out.begin(FrameType.PONG).bigNumber(frame.bigNumber()).send();
            } else if (frame.type() == FrameType.LOAD || frame.type() == FrameType.RUN) {
                if (!tasksStarted) {
                    tasksStarted = true;
                    tasks.start();
                }
                tasks.take(frame);
            } else {
                throw new BadFrame("unexpected ".concat(frame.type().name()));
            }
        }
    }
}
