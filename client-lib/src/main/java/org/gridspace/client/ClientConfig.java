package org.gridspace.client;

/**
 * A client's times, in milliseconds.
 *
 * @param leaseMillis the session's lease
 * @param heartbeatMillis how long a connection may be idle before the client shows that it lives; well below the lease
 * @param connectMillis how long one attempt to connect may take
 * @param acknowledgeMillis how long finished requests may wait for an acknowledgement
 */
record ClientConfig(long leaseMillis, long heartbeatMillis, long connectMillis, long acknowledgeMillis) {
    static final ClientConfig STANDARD = new ClientConfig(30_000, 10_000, 5_000, 5);
}
