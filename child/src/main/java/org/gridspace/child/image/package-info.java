/**
 * Makes and finds the runtime image that children run on: a JVM with {@code java.base} only, the child's own jar and an
 * archive of its classes. Runs in the worker's process or in the build, never in a child. Runs on the calling thread.
 * Imports {@code org.gridspace.child} to find its classes, nothing else of ours.
 */
@NullMarked
package org.gridspace.child.image;

import org.jspecify.annotations.NullMarked;
