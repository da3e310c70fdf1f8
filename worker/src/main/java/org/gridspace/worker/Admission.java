package org.gridspace.worker;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.job.OwnerSecret;
import org.gridspace.job.SandboxDemand;
import org.gridspace.job.TaskEntry;
import org.gridspace.worker.sandbox.SandboxLevel;
import org.jspecify.annotations.Nullable;

/**
 * Whose tasks a worker takes. Below the full level, strangers' tasks need an explicit word ({@link WorkerConfig#sandbox});
 * without it the worker asks the space only for tasks that name its own user as their owner, and runs none that this user's
 * secret doesn't prove. Immutable, thread-safe.
 */
final class Admission {
    private static final Logger LOG = LogManager.getLogger(Admission.class);

    private final SandboxLevel level;
    private final boolean strangers;
    private final @Nullable OwnerSecret secret;

    private Admission(SandboxLevel level, boolean strangers, @Nullable OwnerSecret secret) {
        this.level = level;
        this.strangers = strangers;
        this.secret = secret;
    }

    /** The rules at the level that was reached, said once in the log. */
    static Admission at(SandboxLevel level, List<String> missing, WorkerConfig config) {
        boolean strangers = level == SandboxLevel.FULL || config.sandbox() != null;
        OwnerSecret secret = null;
        try {
            secret = OwnerSecret.load(config.secret());
        } catch (IOException e) {
            LOG.warn("Without this user's secret no job counts as the user's own: {}", e.toString());
        }
        if (strangers) {
            LOG.info("Sandbox level {}: takes anybody's tasks", level);
        } else {
            LOG.warn(
                    "Sandbox level {}: takes only this user's own tasks, refusing strangers' (--sandbox {} would take them);"
                            + " for the full level: {}",
                    level,
                    level,
                    String.join("; ", missing));
        }
        return new Admission(level, strangers, secret);
    }

    /** Whether anybody's tasks are taken. */
    boolean strangers() {
        return strangers;
    }

    /** What to ask a space for; empty if no task at all can be admitted. */
    Optional<TaskEntry> template() {
        if (!strangers && secret == null) {
            return Optional.empty();
        }
        var template = new TaskEntry();
        template.owner = strangers || secret == null ? null : secret.owner();
        template.sandbox = level == SandboxLevel.FULL ? null : SandboxDemand.JVM.toString();
        return Optional.of(template);
    }

    /** Why a task that matched must not run here, nor anywhere: a forgery, or malformed. */
    Optional<String> refusal(TaskEntry task) {
        if (task.task == null || task.code == null || task.owner == null || task.sandbox == null) {
            return Optional.of("the task's entry is incomplete");
        }
        if (!strangers && (secret == null || !secret.isProvenBy(task))) {
            return Optional.of("the task names an owner who did not write it");
        }
        return Optional.empty();
    }
}
