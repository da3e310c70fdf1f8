package org.gridspace.task;

import java.io.Serializable;

/** A {@link Runnable} that can travel, see {@link GridCallable}. */
@FunctionalInterface
public interface GridRunnable extends Runnable, Serializable {}
