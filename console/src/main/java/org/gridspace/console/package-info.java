/**
 * The entry point of the command line {@code gridspace}: the command model, and how failures become one line and an exit
 * code. Runs on the main thread; may import everything below {@code org.gridspace.console}.
 */
@NullMarked
package org.gridspace.console;

import org.jspecify.annotations.NullMarked;
