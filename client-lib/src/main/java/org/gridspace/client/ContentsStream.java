package org.gridspace.client;

import java.rmi.RemoteException;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import net.jini.core.lease.Lease;
import org.gridspace.entry.PackedEntry;

/** A match set as a stream: its lease is cancelled with the stream's end. Confined to one thread, as streams are. */
final class ContentsStream<T> extends AbstractSpliterator<T> {
    private final RemoteMatchSet matches;
    private final Function<PackedEntry, T> unpacking;
    private boolean over;

    private ContentsStream(RemoteMatchSet matches, Function<PackedEntry, T> unpacking) {
        super(Long.MAX_VALUE, Spliterator.NONNULL | Spliterator.ORDERED);
        this.matches = matches;
        this.unpacking = unpacking;
    }

    static <T> Stream<T> of(RemoteMatchSet matches, Function<PackedEntry, T> unpacking) {
        var entries = new ContentsStream<>(matches, unpacking);
        return StreamSupport.stream(entries, false).onClose(entries::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        PackedEntry next;
        try {
            next = over ? null : matches.nextPacked();
        } catch (RemoteException e) {
            throw TypedFailures.of(e.getCause() == null ? e : e.getCause());
        }
        if (next == null) {
            close();
            return false;
        }
        action.accept(unpacking.apply(next));
        return true;
    }

    private void close() {
        Lease lease = matches.getLease();
        if (!over && lease instanceof SpaceLease ours) {
            ours.cancelAsync();
        }
        over = true;
    }
}
