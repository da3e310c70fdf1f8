package org.gridspace.job;

import java.io.Serializable;
import java.util.UUID;

/**
 * What a worker registers with its trackers as its service: nothing that can be called, for a worker only ever asks. Immutable.
 *
 * @param id the worker's identity
 * @param address {@code host:pid}
 */
public record WorkerProxy(UUID id, String address) implements Serializable {}
