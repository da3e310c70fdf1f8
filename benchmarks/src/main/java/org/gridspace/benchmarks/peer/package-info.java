/**
 * What is compared: our space and the others, how their servers are started as processes, and how client processes reach them. Used by
 * one thread at a time; imports {@code process} and {@code order}, and the roles that a server process starts.
 */
@NullMarked
package org.gridspace.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
