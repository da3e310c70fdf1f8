/**
 * How a command ends: exit codes, the failure that carries one, and the line that tells a failure. Immutable values and
 * static functions; may import the exceptions of the product's other modules, nothing of the console.
 */
@NullMarked
package org.gridspace.console.outcome;

import org.jspecify.annotations.NullMarked;
