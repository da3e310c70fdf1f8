package org.gridspace.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.discovery.FoundSpace;
import org.gridspace.discovery.GridDiscovery;
import org.gridspace.discovery.GridMember;
import org.gridspace.discovery.MemberInfo;
import org.gridspace.job.TaskEntry;
import org.gridspace.job.WorkerProxy;
import org.gridspace.policy.PolicyProblem;
import org.gridspace.worker.sandbox.Sandbox;
import org.gridspace.worker.sandbox.SandboxConfig;
import org.gridspace.worker.sandbox.SandboxLevel;

/**
 * A running worker: joined to its trackers, taking tasks from every space that they list. Thread-safe.
 *
 * <p>Its end in order gives everything back that it holds; if it is killed, its holds end by themselves after {@link
 * WorkerConfig#hold}, and others run its tasks.
 */
public final class WorkerNode implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(WorkerNode.class);
    private static final int MOST_COMMITS = 256;
    private static final long BEAT_MILLIS = 250;
    private static final long JOB_CHECK_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long JOB_IDLE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long SLOTS_END_MILLIS = 1_500;
    private static final long RELEASE_MILLIS = 1_000;

    private final UUID id = UUID.randomUUID();
    private final WorkerConfig config;
    private final Sandbox sandbox;
    private final Admission admission;
    private final TaskLine line;
    private final ChildRack rack;
    private final Tally tally = new Tally();
    private final Map<UUID, SpaceFeed> feeds = new ConcurrentHashMap<>();
    private final List<Thread> slots = new ArrayList<>(); // fixed after start
    private final ScheduledExecutorService heartbeat;
    private final GridDiscovery discovery;
    private final GridMember member;
    private long jobsCheckedAtNanos = System.nanoTime(); // confined to the heartbeat
    private boolean closed; // guarded by this

    private WorkerNode(WorkerConfig config, Sandbox sandbox) {
        this.config = config;
        this.sandbox = sandbox;
        admission = Admission.at(sandbox.level(), sandbox.missing(), config);
        line = new TaskLine(config.slots());
        rack = new ChildRack(sandbox, config.slots());
        heartbeat = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "gridspace-heartbeat"));
        var shared = new Slot.Shared(
                id.toString(),
                line,
                admission,
                rack,
                new CodeCache(),
                tally,
                new Semaphore(MOST_COMMITS),
                this::refill);
        for (int i = 0; i < config.slots(); i++) {
            slots.add(daemon(new Slot(shared), "gridspace-slot-" + i));
        }
        discovery = GridDiscovery.open(config.network());
        member = GridMember.join(config.network(), info(), new WorkerProxy(id, address()));
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts a worker; returns when it's ready for tasks, whether or not a tracker answers yet.
     *
     * @throws PolicyProblem if the policy file is wrong, or asks for what can't be promised
     * @throws org.gridspace.worker.sandbox.SandboxUnavailable if the demanded sandbox can't be had on this machine
     * @throws IOException if no child process can be started
     */
    public static WorkerNode start(WorkerConfig config) throws PolicyProblem, IOException {
        Sandbox sandbox =
                Sandbox.open(new SandboxConfig(config.policy(), config.sandbox(), config.slots() + ChildRack.SPARE));
        WorkerNode node;
        try {
            node = new WorkerNode(config, sandbox);
        } catch (RuntimeException e) {
            sandbox.close();
            throw e;
        }
        node.begin();
        return node;
    }

    private void begin() {
        slots.forEach(Thread::start);
        admission.template().ifPresent(template -> discovery.onSpaces(spaces -> listed(spaces, template)));
        heartbeat.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
        LOG.info("Worker {} with {} slots, sandbox level {}", id, config.slots(), sandbox.level());
    }

    private MemberInfo info() {
        return new MemberInfo(
                MemberInfo.WORKER,
                "worker-" + ProcessHandle.current().pid(),
                id,
                address(),
                Map.of(
                        "slots", String.valueOf(config.slots()),
                        "sandbox", sandbox.level().toString(),
                        "accepts", admission.strangers() ? "all" : "own",
                        "missing", String.join("; ", sandbox.missing()),
                        "pid", String.valueOf(ProcessHandle.current().pid())));
    }

    /** Its identity, as in {@code /peers} and in results. */
    public String id() {
        return id.toString();
    }

    /** {@code host:pid}. */
    public String address() {
        return config.network().advertisedHost() + ":" + ProcessHandle.current().pid();
    }

    /** The sandbox level that its tasks run at. */
    public SandboxLevel sandboxLevel() {
        return sandbox.level();
    }

    /** What keeps it from a higher level, each in one line; empty at the highest. */
    public List<String> missing() {
        return sandbox.missing();
    }

    /** Waits for the first registration with a tracker. */
    public boolean awaitRegistered(Duration timeout) throws InterruptedException {
        return member.awaitRegistered(timeout);
    }

    /** What it has done so far. */
    public WorkerStats stats() {
        return tally.stats(line.size(), rack.size());
    }

    private void listed(List<FoundSpace> spaces, TaskEntry template) {
        for (FoundSpace space : spaces) {
            SpaceFeed feed = feeds.computeIfAbsent(
                    space.address().spaceId(),
                    spaceId -> new SpaceFeed(
                            space.address(), line, rack, template, config.hold().toMillis()));
            feed.listed(space.address());
            feed.connectIfDue(System.nanoTime());
        }
        List<UUID> ids = spaces.stream().map(space -> space.address().spaceId()).toList();
        feeds.entrySet().removeIf(feed -> {
            boolean gone = !ids.contains(feed.getKey()) && !feed.getValue().isConnected();
            if (gone) {
                feed.getValue().close();
            }
            return gone;
        });
    }

    private void refill() {
        feeds.values().forEach(SpaceFeed::adjust);
    }

    private void beat() {
        try {
            long now = System.nanoTime();
            for (HeldTask task : line.inHand()) {
                task.renewIfDue(now, config.hold().toMillis());
                if (task.ranNanos(now) > WATCH_NANOS && task.isUnwatched()) {
                    task.feed().watch(task);
                }
            }
            line.impatient(now).forEach(HeldTask::release);
            if (now - jobsCheckedAtNanos > JOB_CHECK_NANOS) {
                jobsCheckedAtNanos = now;
                feeds.values().forEach(feed -> feed.checkJobs(now, JOB_IDLE_NANOS));
                rack.tidy(now);
            }
            feeds.values().forEach(feed -> feed.connectIfDue(now));
            refill();
        } catch (RuntimeException e) {
            LOG.error("The heartbeat goes on after", e);
        }
    }

    /** Gives everything back, ends its children and leaves, within 5 seconds. Harmless when repeated. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        List<CompletableFuture<Void>> released = new ArrayList<>();
        line.close().forEach(task -> released.add(task.release()));
        feeds.values().forEach(SpaceFeed::stopAsking);
        line.inHand().forEach(task -> task.stop(HeldTask.Stop.WORKER_ENDS));
        endSlots();
        heartbeat.shutdownNow();
        try {
            CompletableFuture.allOf(released.toArray(CompletableFuture[]::new))
                    .get(RELEASE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("Holds go back by themselves", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        member.close();
        discovery.close();
        feeds.values().forEach(SpaceFeed::close);
        rack.close();
        sandbox.close();
    }

    /** Slots end with the tasks that were just stopped. */
    private void endSlots() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SLOTS_END_MILLIS);
        slots.forEach(Thread::interrupt);
        try {
            for (Thread slot : slots) {
                slot.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
