/**
 * The entries by which masters and workers meet in a space, and the proof of who owns a job.
 *
 * <p>A master writes one {@link org.gridspace.job.JobEntry}, its code as {@link org.gridspace.job.CodeEntry} pieces and a
 * {@link org.gridspace.job.TaskEntry} a task. A worker takes tasks under a hold (a transaction with a lease that its
 * heartbeat renews) and commits the hold together with one {@link org.gridspace.job.ResultEntry}: the task leaves the space
 * in the same moment as the result enters it, or neither happens. The master takes results and counts each task number
 * once.
 *
 * <p><b>Nothing outlives its owner.</b> Everything a master writes is leased. The job's own entry and its code are renewed
 * often (a third of {@link org.gridspace.job.JobEntry#leaseMillis}); it says whether the job lives, and a worker that meets
 * a task of a job without such an entry removes the task unrun. Task leases grow with their number ({@link
 * org.gridspace.job.TaskLease}), so that renewing them costs at most some hundred small requests a second, be it a
 * thousand tasks or a million, and tasks that are done within half a lease are never renewed.
 *
 * <p><b>Cancelling.</b> A task that nobody holds is withdrawn by taking it. For one that runs, the master writes a {@link
 * org.gridspace.job.ControlEntry} that names it; a worker waits for that very entry once a task has run for a while, so
 * short tasks cost nothing extra and no worker ever has to catch up with a history of commands. That a job is over is
 * seen by its entry being gone, which a worker checks with each heartbeat while it has anything of that job.
 *
 * <p>Values without behaviour, confined to whoever holds them; {@link org.gridspace.job.OwnerSecret} is thread-safe.
 * Imports Jini's {@code Entry} and the JDK only.
 */
@NullMarked
package org.gridspace.job;

import org.jspecify.annotations.NullMarked;
