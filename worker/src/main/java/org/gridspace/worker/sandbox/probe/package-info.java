/**
 * The task that a sandbox is tried with before it is trusted. Runs inside a child, as a job's code; needs
 * {@code java.base} only and imports nothing of ours.
 */
@NullMarked
package org.gridspace.worker.sandbox.probe;

import org.jspecify.annotations.NullMarked;
