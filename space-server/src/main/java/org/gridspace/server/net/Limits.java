package org.gridspace.server.net;

import java.time.Duration;

/**
 * What a server bears.
 *
 * @param connections most connections at once; further ones are closed
 * @param handshake how long a connection may take from its beginning to an open session
 * @param unsentBytes most reply bytes that wait for a slow reader before its connection is closed
 */
public record Limits(int connections, Duration handshake, int unsentBytes) {
    /** 4096 connections, 10 s, 64 MiB. */
    public static Limits standard() {
        return new Limits(4096, Duration.ofSeconds(10), 64 << 20);
    }
}
