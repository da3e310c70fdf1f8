/**
 * The frames that a worker and its child exchange over the child's standard input and output, used by both sides. Every
 * length is bounded by the reader. No threads of its own; needs {@code java.base} only and imports nothing of ours.
 */
@NullMarked
package org.gridspace.child.protocol;

import org.jspecify.annotations.NullMarked;
