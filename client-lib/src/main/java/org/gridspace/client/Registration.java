package org.gridspace.client;

/**
 * A registration for events.
 *
 * @param id the event id
 * @param sequenceNumber of the last event before the first that it brings
 * @param lease its lease
 */
record Registration(long id, long sequenceNumber, SpaceLease lease) {}
