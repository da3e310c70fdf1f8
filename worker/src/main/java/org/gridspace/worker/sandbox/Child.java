package org.gridspace.worker.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.gridspace.child.protocol.BadFrame;
import org.gridspace.child.protocol.ChildSettings;
import org.gridspace.child.protocol.Frame;
import org.gridspace.child.protocol.FrameInput;
import org.gridspace.child.protocol.FrameOutput;
import org.gridspace.child.protocol.FrameType;
import org.gridspace.policy.Resource;
import org.jspecify.annotations.Nullable;

/**
 * A child process that runs the tasks of one job, one after the other. Confined to one borrower's thread at a time;
 * {@link #close} and {@link #isAlive} may be called from any thread.
 */
public final class Child implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration PING = Duration.ofSeconds(5);
    private static final Duration LOAD = Duration.ofSeconds(60);
    private static final long OUTPUT_SLACK = 1 << 20;
    private static final int SMALL_FRAME = 1 << 16;
    private static final long EXIT_SECONDS = 10;
    private static final long CPU_LOOK_NANOS = 50_000_000;
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    /** Why a child was killed. */
    private record Verdict(String reason, @Nullable String limit) {
        static final Verdict CLOSED = new Verdict("was closed", null);
        static final Verdict INTERRUPTED = new Verdict("was killed, as its caller was interrupted", null);
    }

    /** One request in progress, for the watch to look at. */
    private static final class Call {
        private final Thread caller = Thread.currentThread();
        private final long startNanos = System.nanoTime();
        private final long deadlineNanos;
        private final Verdict tooLate;
        private final boolean task;
        private final AtomicBoolean over = new AtomicBoolean();
        private long cpuNanosAtStart = -1; // this and the next: confined to the watch
        private long nextCpuLookNanos = startNanos + CPU_LOOK_NANOS;

        Call(Duration longest, Verdict tooLate, boolean task) {
            this.deadlineNanos = startNanos + longest.toNanos();
            this.tooLate = tooLate;
            this.task = task;
        }
    }

    private final Process process;
    private final ChildContext context;
    private final FrameInput in;
    private final FrameOutput out;
    private final OutputTail tail;
    private final Thread tailThread;
    private final ProcessorTime processorTime;
    private final AtomicReference<@Nullable Verdict> verdict = new AtomicReference<>();
    private volatile @Nullable Call call;
    private volatile @Nullable Runnable whenClosed;

    /** Takes over a process that was just started. */
    Child(Process process, ChildContext context) {
        this.process = process;
        this.context = context;
        this.in = new FrameInput(process.getInputStream());
        this.out = new FrameOutput(process.getOutputStream());
        this.processorTime = new ProcessorTime(process.toHandle());
        long most = context.profile().limit(Resource.OUTPUT) + OUTPUT_SLACK;
        Verdict tooMuch = new Verdict("printed more than " + most + " bytes", Resource.OUTPUT.label());
        this.tail = new OutputTail(process.getErrorStream(), most, () -> kill(tooMuch));
        this.tailThread = new Thread(tail, "gridspace-child-output-" + process.pid());
        tailThread.setDaemon(true);
        tailThread.start();
    }

    /** Configures a child that was just started, and waits until it is guarded. */
    void begin() throws ChildDied {
        context.watch().add(this);
        exchange(
                context.settings().write(out),
                new Call(START, new Verdict("was not ready within " + START.toSeconds() + " s", null), false),
                SMALL_FRAME,
                FrameType.READY);
    }

    /** Whether a blank child still answers. */
    boolean answers() {
        long number = System.nanoTime();
        try {
            Frame pong = exchange(
                    out.begin(FrameType.PING).bigNumber(number),
                    new Call(PING, new Verdict("did not answer within " + PING.toSeconds() + " s", null), false),
                    SMALL_FRAME,
                    FrameType.PONG);
            return pong.bigNumber() == number;
        } catch (ChildDied | BadFrame e) {
            return false;
        }
    }

    /** What a blank child can reach outside of its sandbox; the port is that of a listener on our loopback address. */
    List<String> examine(int port) throws ChildDied {
        Frame frame = exchange(
                out.begin(FrameType.EXAMINE).number(port),
                new Call(START, new Verdict("did not examine its sandbox in time", null), false),
                SMALL_FRAME,
                FrameType.EXAMINED);
        try {
            int count = frame.number();
            List<String> reached = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                reached.add(frame.text());
            }
            return reached;
        } catch (BadFrame e) {
            throw broken(e);
        }
    }

    /** The process id of the outermost process of this child; killing it kills all of the child. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process runs and may be spoken with. */
    public boolean isAlive() {
        return verdict.get() == null && process.isAlive();
    }

    /** The last lines that its tasks printed; a stranger's words, cut and cleared of control characters. */
    public List<String> lastOutput() {
        return tail.lines();
    }

    /**
     * Gives the child its job's code. Once only, before the first task.
     *
     * @param sha256 the jar's SHA-256 in hexadecimal, which the child checks
     * @param jar at most {@link ChildSettings#MAX_JAR} bytes
     * @throws ChildDied if the child ended, or refused the jar, in which case it is killed
     */
    public void load(String sha256, byte[] jar) throws ChildDied {
        if (jar.length > ChildSettings.MAX_JAR) {
            throw new IllegalArgumentException("a jar of " + jar.length + " bytes");
        }
        Frame reply = exchange(
                out.begin(FrameType.LOAD).text(sha256).rest(jar, jar.length),
                new Call(LOAD, new Verdict("did not load its jar within " + LOAD.toSeconds() + " s", null), false),
                SMALL_FRAME,
                FrameType.LOADED,
                FrameType.REFUSED);
        if (reply.type() == FrameType.REFUSED) {
            try {
                kill(new Verdict("refused its job's jar: " + reply.text(), null));
            } catch (BadFrame e) {
                kill(new Verdict("broke the protocol: " + e.getMessage(), null));
            }
            throw death();
        }
    }

    /**
     * Runs one task to its end. An interrupted call kills the child.
     *
     * @param task a {@code Callable} or {@code Runnable} by Java serialization, at most
     *     {@link ChildSettings#MAX_TASK} bytes
     * @throws ChildDied if the child ended, by itself or because it ran into a limit
     * @throws InterruptedException if the caller was interrupted; the child is dead then
     */
    public TaskReply run(byte[] task) throws ChildDied, InterruptedException {
        if (task.length > ChildSettings.MAX_TASK) {
            throw new IllegalArgumentException("a task of " + task.length + " bytes");
        }
        long wall = context.profile().limit(Resource.WALL_TIME);
        Verdict tooLate = new Verdict(
                "was killed, as its task took longer than " + Resource.WALL_TIME.shown(wall),
                Resource.WALL_TIME.label());
        try {
            Frame reply = exchange(
                    out.begin(FrameType.RUN).rest(task, task.length),
                    new Call(context.profile().wallTime(), tooLate, true),
                    context.settings().resultBytes() + ChildSettings.SLACK,
                    FrameType.RETURNED,
                    FrameType.THREW,
                    FrameType.NOT_LOADABLE);
            return reply(reply);
        } catch (BadFrame e) {
            throw broken(e);
        } catch (ChildDied e) {
            if (verdict.get() == Verdict.INTERRUPTED) {
                Thread.interrupted();
                throw new InterruptedException("interrupted while a task ran; its child is killed");
            }
            throw e;
        }
    }

    private TaskReply reply(Frame frame) throws BadFrame {
        if (frame.type() == FrameType.RETURNED) {
            byte[] value = frame.rest();
            if (value.length > context.settings().resultBytes()) {
                throw new BadFrame("a result of " + value.length + " bytes");
            }
            return new TaskReply.Returned(value);
        }
        TaskReply reply = frame.type() == FrameType.THREW
                ? new TaskReply.Threw(
                        cut(frame.text(), ChildSettings.MAX_MESSAGE),
                        cutOrNull(frame.textOrNull()),
                        cut(frame.text(), ChildSettings.MAX_TRACE),
                        frame.bytes())
                : new TaskReply.NotLoadable(
                        cut(frame.text(), ChildSettings.MAX_MESSAGE), cut(frame.text(), ChildSettings.MAX_MESSAGE));
        frame.end();
        return reply;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static @Nullable String cutOrNull(@Nullable String text) {
        return text == null ? null : cut(text, ChildSettings.MAX_MESSAGE);
    }

    /** Sends a frame and reads the reply on the calling thread, looked after by the watch. */
    private Frame exchange(FrameOutput request, Call next, int longest, FrameType... expected) throws ChildDied {
        call = next;
        context.watch().wake();
        try {
            request.send();
            Frame reply = in.next(longest);
            if (reply == null) {
                throw death();
            }
            if (!List.of(expected).contains(reply.type())) {
                throw new BadFrame("an unexpected " + reply.type());
            }
            if (!next.over.compareAndSet(false, true)) {
                throw death();
            }
            return reply;
        } catch (BadFrame e) {
            throw broken(e);
        } catch (IOException e) {
            throw death();
        } finally {
            call = null;
        }
    }

    private ChildDied broken(BadFrame e) {
        kill(new Verdict("broke the protocol: " + e.getMessage(), null));
        return death();
    }

    /** Called by the watch. Returns whether a request is in progress. */
    boolean look(long nowNanos) {
        Call current = call;
        if (current == null) {
            return false;
        }
        if (current.caller.isInterrupted()) {
            end(current, Verdict.INTERRUPTED);
        } else if (nowNanos - current.deadlineNanos >= 0) {
            end(current, current.tooLate);
        } else if (current.task && nowNanos - current.nextCpuLookNanos >= 0) {
            lookAtProcessorTime(current, nowNanos);
        }
        return true;
    }

    /**
     * Looks rarely, as each look costs the worker some 100 µs: once to know where the task started, and then not before
     * all processors together could have reached the limit.
     */
    private void lookAtProcessorTime(Call current, long nowNanos) {
        long used = processorTime.nanos();
        long limit = context.profile().limit(Resource.CPU_TIME);
        if (current.cpuNanosAtStart < 0) {
            current.cpuNanosAtStart = used;
            long soonest = TimeUnit.MILLISECONDS.toNanos(limit) / PROCESSORS;
            current.nextCpuLookNanos = nowNanos + Math.max(soonest, CPU_LOOK_NANOS);
            return;
        }
        current.nextCpuLookNanos = nowNanos + CPU_LOOK_NANOS;
        if (used - current.cpuNanosAtStart > TimeUnit.MILLISECONDS.toNanos(limit)) {
            String reason =
                    "was killed, as its task used more than " + Resource.CPU_TIME.shown(limit) + " of processor time";
            end(current, new Verdict(reason, Resource.CPU_TIME.label()));
        }
    }

    private void end(Call current, Verdict reason) {
        if (current.over.compareAndSet(false, true)) {
            kill(reason);
        }
    }

    private void kill(Verdict reason) {
        verdict.compareAndSet(null, reason);
        process.destroyForcibly();
    }

    /** Waits for the end of a process that is ending, and says how it ended. */
    private ChildDied death() {
        boolean interrupted = Thread.interrupted();
        int code = -1;
        try {
            if (!process.waitFor(verdict.get() == null ? 1 : EXIT_SECONDS, TimeUnit.SECONDS)) {
                kill(new Verdict("closed its pipe without ending", null));
                process.waitFor(EXIT_SECONDS, TimeUnit.SECONDS);
            }
            code = process.isAlive() ? -1 : process.exitValue();
            tailThread.join(1_000);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Verdict known = verdict.get();
        if (known == null) {
            known = byItself(code);
            verdict.compareAndSet(null, known);
        }
        List<String> lines = tail.lines();
        String last = lines.isEmpty() ? "" : "; last output: " + lines.get(lines.size() - 1);
        return new ChildDied("the child " + known.reason() + last, known.limit(), code, lines);
    }

    private Verdict byItself(int code) {
        if (tail.outOfMemory()) {
            long heap = context.profile().limit(Resource.MEMORY);
            return new Verdict(
                    "ran out of memory (" + Resource.MEMORY.shown(heap) + " of heap)", Resource.MEMORY.label());
        }
        return new Verdict(code > 128 ? "ended by signal " + (code - 128) : "ended with exit code " + code, null);
    }

    /** Calls something once when this child is closed. */
    void whenClosed(Runnable action) {
        whenClosed = action;
    }

    /** Kills the process. Harmless when repeated. */
    @Override
    public void close() {
        kill(Verdict.CLOSED);
        context.watch().remove(this);
        Runnable action = whenClosed;
        whenClosed = null;
        if (action != null) {
            action.run();
        }
    }
}
