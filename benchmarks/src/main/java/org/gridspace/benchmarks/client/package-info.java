/**
 * The client processes of a benchmark: what they write and take, and the loops that are measured. The same loops run against every
 * space, through {@code net.jini} interfaces alone, except where a work says otherwise. A work runs on the process's main thread and
 * those that it starts; may import the client library, {@code order} and {@code process}.
 */
@NullMarked
package org.gridspace.benchmarks.client;

import org.jspecify.annotations.NullMarked;
