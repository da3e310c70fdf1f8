package org.gridspace.worker.sandbox;

import java.io.PrintStream;

/** A worker's process for a test: runs an endless task, and says when it runs. */
public final class ParentProcess {
    private ParentProcess() {}

    /** Runs until it is killed. */
    public static void main(String[] args) throws Exception {
        SandboxLevel level = SandboxLevel.valueOf(args[0]);
        JobJar jar = JobJar.of(HostileTasks.class, Invoke.class);
        Sandbox sandbox = Sandbox.open(new SandboxRule("1h", "1h", "").profile(), level, 2);
        Child child = sandbox.borrow();
        child.load(jar.sha256(), jar.bytes());
        Thread teller = new Thread(() -> {
            while (!child.lastOutput().contains("started")) {
                Thread.onSpinWait();
            }
            PrintStream out = System.out;
            out.println("running");
        });
        teller.setDaemon(true);
        teller.start();
        throw new IllegalStateException(
                "it returned " + child.run(Invoke.task(HostileTasks.class, "ignoreInterrupts")));
    }
}
