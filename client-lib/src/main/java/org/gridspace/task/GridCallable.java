package org.gridspace.task;

import java.io.Serializable;
import java.util.concurrent.Callable;

/**
 * A {@link Callable} that can travel: its class and everything it captures goes to a worker and runs there in a
 * sandbox. Lambdas become serializable when this is their target type.
 *
 * @param <V> the result, which must be serializable too
 */
@FunctionalInterface
public interface GridCallable<V> extends Callable<V>, Serializable {}
