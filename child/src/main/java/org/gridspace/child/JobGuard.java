package org.gridspace.child;

import java.security.Permission;

/**
 * The security manager of a child. Beyond the JDK's own it guards the child's threads, counts the job's, and hides the
 * runtime's packages. Thread-safe.
 *
 * <p>The JDK's lets code touch any thread that isn't the system's; here a job touches threads of its own group only.
 * "modifyThreadGroup" stands for the right to touch others: no policy can grant it, and the JDK's innocuous pool
 * threads have it when they are made.
 */
final class JobGuard extends SecurityManager {
    private static final String RUNTIME = "org.gridspace.child";
    private static final Permission OTHER_THREADS = new RuntimePermission("modifyThreadGroup");

    private final ThreadGroup job;
    private final int threads;

    JobGuard(ThreadGroup job, int threads) {
        this.job = job;
        this.threads = threads;
    }

    @Override
    public void checkAccess(Thread thread) {
        super.checkAccess(thread);
        ThreadGroup group = thread.getThreadGroup();
        if (group != null && !isJobs(group)) {
            checkPermission(OTHER_THREADS);
        }
    }

    @Override
    public void checkAccess(ThreadGroup group) {
        super.checkAccess(group);
        if (!isJobs(group)) {
            checkPermission(OTHER_THREADS);
        } else if (job.activeCount() > threads) { // the task thread is one of them, and not counted
            throw new SecurityException(
                    "the policy allows a job ".concat(Integer.toString(threads)).concat(" threads"));
        }
    }

    @Override
    public ThreadGroup getThreadGroup() {
        return job;
    }

    /** Despite its name, {@code parentOf} is true of the group itself and of all beneath it. */
    private boolean isJobs(ThreadGroup group) {
        return job.parentOf(group);
    }

    @Override
    public void checkPackageAccess(String name) {
        super.checkPackageAccess(name);
        if (name.startsWith(RUNTIME) && (name.length() == RUNTIME.length() || name.charAt(RUNTIME.length()) == '.')) {
            checkPermission(new RuntimePermission("accessClassInPackage.".concat(name)));
        }
    }
}
