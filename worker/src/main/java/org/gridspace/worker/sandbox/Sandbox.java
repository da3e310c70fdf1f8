package org.gridspace.worker.sandbox;

import java.io.IOException;
import java.util.List;
import org.gridspace.policy.PolicyProblem;

/** Children for tasks, at the strongest level that this machine gives. Thread-safe. */
public final class Sandbox implements AutoCloseable {
    private Sandbox() {}

    /**
     * Reads the policy, finds out by trying which level this machine gives, and starts the first blank child.
     *
     * @throws PolicyProblem if the policy file is wrong, or asks for what can't be promised at this level
     * @throws SandboxUnavailable if the demanded level can't be reached
     * @throws IOException if no child can be started at all
     */
    public static Sandbox open(SandboxConfig config) throws PolicyProblem, IOException {
        throw new UnsupportedOperationException("not built yet");
    }

    /** The level that children run at. */
    public SandboxLevel level() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** What keeps this machine from a higher level, each in one line with how to get it; empty at the highest. */
    public List<String> missing() {
        throw new UnsupportedOperationException("not built yet");
    }

    /** One line for people: the level, and what is missing for a higher one. */
    public String describe() {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * A blank, warm child for one job. Waits while {@code maxChildren} are borrowed.
     *
     * @throws IOException if a child can't be started, or this sandbox is closed
     */
    public Child borrow() throws IOException, InterruptedException {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Kills all children and removes what they needed. Harmless when repeated. */
    @Override
    public void close() {}
}
