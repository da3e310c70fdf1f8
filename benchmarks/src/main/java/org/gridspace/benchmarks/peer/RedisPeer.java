package org.gridspace.benchmarks.peer;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.gridspace.benchmarks.process.Child;
import org.gridspace.benchmarks.process.JavaCommand;

/**
 * Redis without persistence.
 *
 * @param program {@code redis-server}
 */
public record RedisPeer(Path program) implements Peer {
    /** Finds {@code redis-server} on the path. */
    public static Optional<RedisPeer> find() {
        String path = System.getenv("PATH");
        return Arrays.stream(path == null ? new String[0] : path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst()
                .map(RedisPeer::new);
    }

    @Override
    public PeerName name() {
        return PeerName.REDIS;
    }

    @Override
    public Seat start() throws IOException, InterruptedException {
        Child child = Child.start(name().text(), JavaCommand.own().run(RedisServer.class, program.toString()));
        return new Seat(name(), child, "redis://" + Servers.ready(child), JavaCommand.own(), null);
    }
}
