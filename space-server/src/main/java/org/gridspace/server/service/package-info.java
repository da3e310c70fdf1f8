/**
 * Joins the engine with the log: {@link org.gridspace.server.service.SpaceService} turns the requests of connections into
 * commands and outcomes into replies, keeps space time and the one timer. Confined to the thread that the log applies on (the
 * event loop of the space's server, when the log is in memory). May import {@code org.gridspace.wire}, {@code .server.log} and
 * {@code .server.engine}; no socket.
 */
@NullMarked
package org.gridspace.server.service;

import org.jspecify.annotations.NullMarked;
