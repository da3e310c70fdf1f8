/**
 * The space's TCP server: frames in, frames out, bounds on connections and buffers. Everything of one space runs on one
 * Netty event loop, the engine included. May import Netty, {@code org.gridspace.wire} and {@code org.gridspace.server.service}.
 */
@NullMarked
package org.gridspace.server.net;

import org.jspecify.annotations.NullMarked;
