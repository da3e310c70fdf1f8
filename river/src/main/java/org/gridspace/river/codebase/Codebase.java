package org.gridspace.river.codebase;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One announced place of download: while it is open, classes whose names start with its prefix are annotated with its URL
 * when they are marshalled. With several for one prefix the oldest open one counts; all of them serve the same jar.
 * Thread-safe. The list belongs to the process because the provider that Java asks for annotations does.
 */
public final class Codebase implements AutoCloseable {
    private static final List<Codebase> OPEN = new CopyOnWriteArrayList<>();

    private final String prefix;
    private final URI url;

    private Codebase(String prefix, URI url) {
        this.prefix = prefix;
        this.url = url;
    }

    /**
     * Announces a codebase until it is closed.
     *
     * @param prefix the start of the class names that it serves, such as {@code org.gridspace.}
     * @param url an HTTP URL of a jar
     */
    public static Codebase announce(String prefix, URI url) {
        Codebase codebase = new Codebase(prefix, url);
        OPEN.add(codebase);
        return codebase;
    }

    static Optional<String> of(String className) {
        return OPEN.stream()
                .filter(codebase -> className.startsWith(codebase.prefix))
                .findFirst()
                .map(codebase -> codebase.url.toString());
    }

    @Override
    public void close() {
        OPEN.remove(this);
    }
}
