/**
 * A space without a network: engine, log and service on one thread of its own, for clients in the same process. May import
 * {@code org.gridspace.client}, {@code .wire} and {@code org.gridspace.server.service}, {@code .log}, {@code .engine} and
 * {@code .transaction}; neither Netty nor a socket.
 */
@NullMarked
package org.gridspace.server.embedded;

import org.jspecify.annotations.NullMarked;
