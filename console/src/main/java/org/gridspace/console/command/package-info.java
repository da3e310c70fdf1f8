/**
 * The commands, one class each, and the options that they share. A command runs on the main thread, throws what goes wrong
 * and returns an exit code; a service command blocks until the process is told to end. May import output and outcome of the
 * console and the public packages of every role.
 */
@NullMarked
package org.gridspace.console.command;

import org.jspecify.annotations.NullMarked;
