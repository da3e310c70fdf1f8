/**
 * What runs inside a sandboxed child process: takes frames from its worker on standard input, loads one job's jar and
 * runs its tasks under the job's own permissions. Needs {@code java.base} only. Imports {@code org.gridspace.task} and
 * {@code org.gridspace.child.protocol}, nothing else.
 */
@NullMarked
package org.gridspace.child;

import org.jspecify.annotations.NullMarked;
