package org.gridspace.benchmarks.client;

import java.io.IOException;
import java.net.URI;

/** {@code RPUSH} and {@code LPOP} on one list, over a connection of its own. */
final class RedisLane implements Lane {
    static final byte[] LIST = RedisConnection.word("parcels");
    static final byte[] PUSH = RedisConnection.command(RedisConnection.word("RPUSH"), LIST, Parcel.payload(1));
    static final byte[] POP = RedisConnection.command(RedisConnection.word("LPOP"), LIST);

    private final RedisConnection connection;

    RedisLane(URI address) throws IOException {
        connection = new RedisConnection(address);
    }

    @Override
    public void write() throws IOException {
        connection.send(PUSH);
        connection.flush();
        connection.reply();
    }

    @Override
    public void take() throws IOException {
        connection.send(POP);
        connection.flush();
        if (connection.reply() == null) {
            throw new IllegalStateException("an element that was pushed isn't there");
        }
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
