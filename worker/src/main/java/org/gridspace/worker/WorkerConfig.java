package org.gridspace.worker;

import java.nio.file.Path;
import java.time.Duration;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.job.OwnerSecret;
import org.gridspace.worker.sandbox.SandboxLevel;
import org.jspecify.annotations.Nullable;

/**
 * How a worker is to run. Immutable.
 *
 * @param network where its trackers are
 * @param policy the Java policy file that tasks run under
 * @param slots how many tasks run at a time, 1 to {@value #MAX_SLOTS}
 * @param sandbox the level that must be reached, which is also the word that strangers' tasks may run at it; null takes the
 *     strongest that this machine gives, and strangers' tasks only at the full level
 * @param secret the file with its user's secret, see {@link OwnerSecret}
 * @param hold how long a task stays this worker's without a sign of life, 1 second or more
 */
public record WorkerConfig(
        GridNetwork network,
        Path policy,
        int slots,
        @Nullable SandboxLevel sandbox,
        Path secret,
        Duration hold) {
    /** Most slots of one worker. */
    public static final int MAX_SLOTS = 512;

    /** Checks the bounds. */
    public WorkerConfig {
        if (slots < 1 || slots > MAX_SLOTS) {
            throw new IllegalArgumentException("a worker has 1 to " + MAX_SLOTS + " slots, not " + slots);
        }
        if (hold.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("a hold lasts 1 second or more, not " + hold);
        }
    }

    /** One slot a processor, the strongest sandbox there is, holds of 10 seconds. */
    public static WorkerConfig of(GridNetwork network, Path policy) {
        return new WorkerConfig(
                network,
                policy,
                Math.min(MAX_SLOTS, Runtime.getRuntime().availableProcessors()),
                null,
                OwnerSecret.defaultFile(),
                Duration.ofSeconds(10));
    }

    /** The same with that many slots. */
    public WorkerConfig withSlots(int count) {
        return new WorkerConfig(network, policy, count, sandbox, secret, hold);
    }

    /** The same with that sandbox. */
    public WorkerConfig withSandbox(@Nullable SandboxLevel level) {
        return new WorkerConfig(network, policy, slots, level, secret, hold);
    }

    /** The same with that file for the user's secret. */
    public WorkerConfig withSecret(Path file) {
        return new WorkerConfig(network, policy, slots, sandbox, file, hold);
    }

    /** The same with holds that long. */
    public WorkerConfig withHold(Duration duration) {
        return new WorkerConfig(network, policy, slots, sandbox, secret, duration);
    }
}
