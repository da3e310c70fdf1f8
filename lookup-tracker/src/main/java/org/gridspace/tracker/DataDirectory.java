package org.gridspace.tracker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A directory that belongs to one tracker at a time, as long as this is open. Confined to the tracker's starter. */
final class DataDirectory implements AutoCloseable {
    private final Path directory;
    private final FileChannel channel;

    private DataDirectory(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Makes the directory if it isn't there and takes it.
     *
     * @throws IOException that says what is wrong with it: not writable, in use
     */
    static DataDirectory open(Path directory) throws IOException {
        FileChannel channel;
        try {
            Files.createDirectories(directory);
            channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException("The data directory " + directory + " can't be written: " + e, e);
        }
        if (lock(channel) == null) {
            channel.close();
            throw new IOException("The data directory " + directory + " is in use by another tracker");
        }
        return new DataDirectory(directory, channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    /** Where Reggie keeps its registrations. */
    Path registrations() {
        return directory.resolve("registrations");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
