package org.gridspace.server.transaction;

import java.rmi.Remote;
import java.rmi.server.ExportException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import net.jini.core.transaction.server.TransactionParticipant;
import net.jini.export.Exporter;
import org.gridspace.discovery.JeriExport;
import org.gridspace.server.stranger.NotAccepted;

/** The participants that this space has exported, one for each manager. Thread-safe. */
final class Posts {
    private static final Set<String> CALLABLE = Set.of("prepare", "commit", "abort", "prepareAndCommit");
    private static final int MOST = 4096;

    private final String host;
    private final CommandPort port;
    private final Map<String, Post> posts = new HashMap<>();
    private boolean closed;

    /** An exported object; the post itself is referenced because the export doesn't keep it. */
    private record Post(ManagerPost post, Exporter exporter, TransactionParticipant proxy) {}

    Posts(String host, CommandPort port) {
        this.host = host;
        this.port = port;
    }

    /**
     * What this manager is to call: a dynamic proxy that needs no class of ours at its end.
     *
     * @throws NotAccepted if there are too many managers
     */
    synchronized TransactionParticipant of(String manager) throws ExportException, NotAccepted {
        Post known = posts.get(manager);
        if (known != null) {
            return known.proxy;
        }
        if (closed || posts.size() >= MOST) {
            throw new NotAccepted("this space takes part in transactions of too many managers");
        }
        var post = new ManagerPost(manager, port);
        Exporter exporter = JeriExport.on(host, CALLABLE::contains);
        Remote proxy = exporter.export(post);
        posts.put(manager, new Post(post, exporter, (TransactionParticipant) proxy));
        return (TransactionParticipant) proxy;
    }

    synchronized void close() {
        closed = true;
        posts.values().forEach(post -> post.exporter.unexport(true));
        posts.clear();
    }
}
