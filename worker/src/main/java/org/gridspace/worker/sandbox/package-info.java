/**
 * Runs a job's tasks in child processes of their own, under a policy file: chooses the strongest level of isolation
 * that this machine really gives, keeps blank children warm, and speaks with each over its pipes. The worker's process
 * never loads, links or deserializes anything of a job: tasks and results are bytes here.
 *
 * <p>Threads: callers borrow children and talk to them on their own threads; one long-lived thread starts processes,
 * one refills the pool, one watches limits, and each child has one that drains its output. May import
 * {@code org.gridspace.policy} and {@code org.gridspace.child}, nothing else of Gridspace.
 */
@NullMarked
package org.gridspace.worker.sandbox;

import org.jspecify.annotations.NullMarked;
