package org.gridspace.benchmarks.client;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import net.jini.core.entry.Entry;
import net.jini.core.lease.Lease;
import net.jini.space.JavaSpace05;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.order.Order;

/** Writes {@code size} entries in one call and takes as many in one call, for {@code millis}. An entry is counted once. */
final class Batches implements Work {
    private static final long TAKEN_WITHIN_MILLIS = TimeUnit.SECONDS.toMillis(20);

    @Override
    public Map<Figure, Double> run(Connected to, Order order) throws Exception {
        int size = order.getInt("size");
        if (!to.isSpace()) {
            return redis(to, order, size);
        }
        JavaSpace05 space = to.space();
        List<Entry> entries = LongStream.range(0, size)
                .mapToObj(i -> (Entry) Parcel.numbered("k", i))
                .toList();
        List<Long> leases = Collections.nCopies(size, Lease.FOREVER);
        List<Entry> templates = List.of(new Parcel());
        Loops loops = Loops.run(1, order.get("millis"), thread -> (writes, takes) -> {
            long start = System.nanoTime();
            space.write(entries, null, leases);
            long between = writes.since(start);
            takeAll(space, templates, size);
            takes.since(between);
        });
        return figures(loops, size);
    }

    private static void takeAll(JavaSpace05 space, List<Entry> templates, int size) throws Exception {
        int left = size;
        while (left > 0) {
            Collection<?> taken = space.take(templates, null, TAKEN_WITHIN_MILLIS, left);
            if (taken.isEmpty()) {
                throw new IllegalStateException("entries that were written aren't there");
            }
            left -= taken.size();
        }
    }

    /** As people do it there: one {@code RPUSH} of many values, one {@code LPOP} of as many. */
    private static Map<Figure, Double> redis(Connected to, Order order, int size) throws Exception {
        var push = new byte[size + 2][];
        push[0] = RedisConnection.word("RPUSH");
        push[1] = RedisLane.LIST;
        for (int i = 0; i < size; i++) {
            push[i + 2] = Parcel.payload(i);
        }
        byte[] pushAll = RedisConnection.command(push);
        byte[] popAll = RedisConnection.command(
                RedisConnection.word("LPOP"), RedisLane.LIST, RedisConnection.word(Integer.toString(size)));
        try (var connection = new RedisConnection(to.address())) {
            Loops loops = Loops.run(1, order.get("millis"), thread -> (writes, takes) -> {
                long start = System.nanoTime();
                connection.send(pushAll);
                connection.flush();
                connection.reply();
                long between = writes.since(start);
                connection.send(popAll);
                connection.flush();
                connection.reply();
                takes.since(between);
            });
            return figures(loops, size);
        }
    }

    private static Map<Figure, Double> figures(Loops loops, int size) {
        return Map.of(
                Figure.ENTRIES,
                loops.perSecond(loops.first().count() * size),
                Figure.WRITE_P50,
                loops.first().p50(),
                Figure.TAKE_P50,
                loops.second().p50());
    }
}
