package org.gridspace.worker.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.child.image.SandboxImage;
import org.gridspace.policy.PolicyFile;
import org.gridspace.policy.PolicyProblem;
import org.gridspace.policy.SandboxProfile;
import org.jspecify.annotations.Nullable;

/**
 * Children for tasks, at the strongest level that this machine gives. Thread-safe.
 *
 * <p>A pool keeps one blank child ready: it is started, guarded and warm, but has seen no job. A borrowed child serves
 * one job and is killed after it; its successor is started in the background at the same moment as it is borrowed.
 */
public final class Sandbox implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(Sandbox.class);
    private static final Duration CHECK_SPARES = Duration.ofSeconds(30);
    private static final Duration WAIT_FOR_CHILD = Duration.ofSeconds(60);

    private final SandboxLevel level;
    private final List<String> missing;
    private final Resources resources;
    private final GenericObjectPool<Child> pool;
    private final Semaphore borrowers;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ExecutorService refill = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "gridspace-sandbox-refill");
        thread.setDaemon(true);
        return thread;
    });

    /** What is there before the level is known, and ends last. */
    private record Resources(WorkFolder folder, Starter starter, Watch watch) implements AutoCloseable {
        static Resources open() throws IOException {
            return new Resources(WorkFolder.create(), new Starter(), new Watch());
        }

        @Override
        public void close() {
            starter.close();
            watch.close();
            folder.close();
        }
    }

    private Sandbox(LaunchPlan plan, List<String> missing, ChildContext context, Resources resources, int maxChildren) {
        this.level = plan.level();
        this.missing = List.copyOf(missing);
        this.resources = resources;
        this.borrowers = new Semaphore(maxChildren);
        GenericObjectPoolConfig<Child> config = new GenericObjectPoolConfig<>();
        config.setMaxTotal(maxChildren + 1);
        config.setMaxIdle(maxChildren + 1);
        config.setMinIdle(1);
        config.setMaxWait(WAIT_FOR_CHILD);
        config.setTestOnBorrow(true);
        config.setTestWhileIdle(true);
        config.setTimeBetweenEvictionRuns(CHECK_SPARES);
        config.setMinEvictableIdleDuration(Duration.ofSeconds(-1));
        config.setNumTestsPerEvictionRun(-1);
        config.setJmxEnabled(false);
        this.pool = new GenericObjectPool<>(new ChildFactory(plan, resources.starter(), context), config);
    }

    /**
     * Reads the policy, finds out by trying which level this machine gives, and starts the first blank child.
     *
     * @throws PolicyProblem if the policy file is wrong, or asks for what can't be promised at this level
     * @throws SandboxUnavailable if the demanded level can't be reached
     * @throws IOException if no child can be started at all
     */
    public static Sandbox open(SandboxConfig config) throws PolicyProblem, IOException {
        return open(SandboxProfile.read(config.policyFile()), config.demanded(), config.maxChildren());
    }

    /** The same for a policy that is read already. */
    public static Sandbox open(SandboxProfile profile, @Nullable SandboxLevel demanded, int maxChildren)
            throws PolicyProblem, IOException {
        Resources resources = Resources.open();
        try {
            Sandbox sandbox = open(profile, demanded, maxChildren, resources);
            sandbox.pool.preparePool();
            return sandbox;
        } catch (InterruptedException e) {
            resources.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the sandbox was tried", e);
        } catch (PolicyProblem | IOException | RuntimeException e) {
            resources.close();
            throw e;
        } catch (Exception e) { // preparePool declares it, and starting a child throws the kinds above
            resources.close();
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Sandbox open(
            SandboxProfile profile, @Nullable SandboxLevel demanded, int maxChildren, Resources resources)
            throws PolicyProblem, IOException, InterruptedException {
        Path folder = resources.folder().path();
        SandboxImage image = StagedImage.readable(SandboxImage.find(folder, Tools.isRoot()), folder);
        ChildContext context = ChildContext.of(profile, resources.watch());
        List<String> missing = new ArrayList<>();
        LaunchPlan plan = null;
        if (demanded != SandboxLevel.JVM) {
            plan = full(profile, image, context, resources, missing);
        } else {
            missing.add("only the jvm level was asked for (--sandbox auto)");
        }
        if (plan == null) {
            if (demanded == SandboxLevel.FULL) {
                throw new SandboxUnavailable("sandbox level full can't be reached: " + String.join("; ", missing));
            }
            plan = jvm(profile, image, context, resources, missing);
        }
        if (!image.minimal()) {
            missing.add(
                    "children run on a whole Java runtime, not on a minimal image: no jlink at hand (apt-get install "
                            + "openjdk-17-jdk-headless)");
        }
        return new Sandbox(plan, missing, context, resources, maxChildren);
    }

    private static @Nullable LaunchPlan full(
            SandboxProfile profile, SandboxImage image, ChildContext context, Resources resources, List<String> missing)
            throws IOException, InterruptedException {
        try {
            LaunchPlan plan = LaunchPlan.full(
                    profile, image, SystemCallFilter.write(resources.folder().path()));
            Optional<String> problem = Prober.problem(plan, resources.starter(), context);
            if (problem.isEmpty()) {
                return plan;
            }
            missing.add(problem.get());
        } catch (SandboxUnavailable e) {
            missing.add(String.valueOf(e.getMessage()));
        }
        return null;
    }

    private static LaunchPlan jvm(
            SandboxProfile profile, SandboxImage image, ChildContext context, Resources resources, List<String> missing)
            throws PolicyProblem, IOException, InterruptedException {
        if (profile.scratch()) {
            throw new PolicyProblem(
                    profile.source(),
                    "grants " + PolicyFile.SCRATCH + ", whose size only the sandbox level full can hold: "
                            + String.join("; ", missing));
        }
        LaunchPlan plan = LaunchPlan.jvm(profile, image);
        Optional<String> problem = Prober.problem(plan, resources.starter(), context);
        if (problem.isPresent()) {
            throw new SandboxUnavailable("no sandbox level can be reached: " + problem.get());
        }
        return plan;
    }

    /** The level that children run at. */
    public SandboxLevel level() {
        return level;
    }

    /** What keeps this machine from a higher level, each in one line with how to get it; empty if all is well. */
    public List<String> missing() {
        return missing;
    }

    /** One line for people: the level, and what is missing. */
    public String describe() {
        if (missing.isEmpty()) {
            return "sandbox level: " + level;
        }
        String what = String.join("; ", missing);
        return "sandbox level: " + level + (level == SandboxLevel.FULL ? " (" : " (for full: ") + what + ")";
    }

    /**
     * A blank, warm child for one job. Waits while {@code maxChildren} are borrowed.
     *
     * @throws IOException if a child can't be started, or this sandbox is closed
     */
    public Child borrow() throws IOException, InterruptedException {
        borrowers.acquire();
        boolean borrowed = false;
        try {
            Child child = pool.borrowObject();
            child.whenClosed(() -> giveBack(child));
            borrowed = true;
            inBackground(this::fill);
            return child;
        } catch (NoSuchElementException | IllegalStateException e) {
            throw new IOException(
                    closed.get() ? "the sandbox is closed" : "no child can be started: " + e.getMessage(), e);
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) { // borrowObject declares it, and starting a child throws the kinds above
            throw new IOException(e.getMessage(), e);
        } finally {
            if (!borrowed) {
                borrowers.release();
            }
        }
    }

    /** The child is killed already. Telling the pool makes it start a successor, so it is told in the background. */
    private void giveBack(Child child) {
        borrowers.release();
        inBackground(() -> {
            try {
                pool.invalidateObject(child);
            } catch (Exception e) { // what it declares is the failure to start a successor, which fill repeats
                LOG.debug("a child was not taken back by its pool", e);
            }
            fill();
        });
    }

    private void inBackground(Runnable work) {
        try {
            refill.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.trace("closed: no spare child is needed");
        }
    }

    private void fill() {
        try {
            if (!closed.get()) {
                pool.preparePool();
            }
        } catch (Exception e) { // the thread's boundary: the next borrower tries again and is told
            if (!closed.get()) {
                LOG.warn("can't start a spare child: {}", e.getMessage());
            }
        }
    }

    /** Kills all children and removes what they needed. Harmless when repeated. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            refill.shutdownNow();
            pool.close();
            resources.watch().closeChildren();
            resources.close();
        }
    }
}
