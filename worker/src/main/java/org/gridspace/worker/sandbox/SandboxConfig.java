package org.gridspace.worker.sandbox;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Sandbox} is opened with.
 *
 * @param policyFile the Java policy file that tasks run under
 * @param demanded the level that must be reached; null takes the strongest that this machine gives
 * @param maxChildren how many children may be borrowed at the same time, from 1 to 1,000; one blank spare more may be
 *     alive
 */
public record SandboxConfig(Path policyFile, @Nullable SandboxLevel demanded, int maxChildren) {
    /** Checks the bounds. */
    public SandboxConfig {
        if (maxChildren < 1 || maxChildren > 1_000) {
            throw new IllegalArgumentException("maxChildren must be from 1 to 1000: " + maxChildren);
        }
    }
}
