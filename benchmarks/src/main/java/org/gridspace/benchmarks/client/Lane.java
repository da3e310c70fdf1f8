package org.gridspace.benchmarks.client;

/** What one thread does in the loop of {@link WriteTake}: the same two calls to whatever stores what is written. */
interface Lane extends AutoCloseable {
    /** Stores 200 bytes. */
    void write() throws Exception;

    /** Removes and gets the oldest of what was stored. */
    void take() throws Exception;

    @Override
    default void close() throws Exception {}

    /** A lane of its own for a thread. */
    static Lane open(Connected to) throws Exception {
        return switch (to.address().getScheme()) {
            case "jini" -> new SpaceLane(to.space());
            case "redis" -> new RedisLane(to.address());
            case "tcp" -> new TcpLane(to.address());
            default -> throw new IllegalArgumentException(to.address().toString());
        };
    }
}
