package org.gridspace.server.engine;

import it.unimi.dsi.fastutil.longs.Long2ObjectMap;
import it.unimi.dsi.fastutil.longs.Long2ObjectMaps;
import it.unimi.dsi.fastutil.longs.Long2ObjectOpenHashMap;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** The entries with their locks: what is visible to everybody, what transactions hold back, and who may have what. */
final class Contents {
    private static final LongPredicate ANY = id -> true;

    private final FieldHash hash;
    private final EntryTable table = new EntryTable();
    private final TypeTree types;
    private final Shelf open;
    private final Shelf held;
    private final Long2ObjectOpenHashMap<EntryLock> locks = new Long2ObjectOpenHashMap<>();
    private final Deadlines deadlines = new Deadlines(table);
    private long lastId;
    private long unusedLooks; // or the looks would be optimized away

    Contents(TypeTree types, FieldHash hash) {
        this.types = types;
        this.hash = hash;
        this.open = new Shelf(0, table, types, hash);
        this.held = new Shelf(1, table, types, hash);
    }

    EntryTable table() {
        return table;
    }

    /** What everybody may see. */
    Shelf open() {
        return open;
    }

    /** What transactions took or have not committed. */
    Shelf held() {
        return held;
    }

    FieldHash hash() {
        return hash;
    }

    Deadlines deadlines() {
        return deadlines;
    }

    /** A new entry, on no shelf yet. */
    long insert(Command.NewEntry entry, long nowMillis) {
        long id = ++lastId;
        unusedLooks = open.touch(id, types.node(entry.typeId()), entry.fields());
        insert(id, entry.typeId(), entry.fields(), SpaceTime.after(nowMillis, entry.leaseMillis()));
        return id;
    }

    /** An entry that comes back under its old number, on no shelf yet. */
    void insert(long id, int typeId, byte[] fields, long expiresAtMillis) {
        table.insert(id, typeId, fields, expiresAtMillis);
        deadlines.note(id, expiresAtMillis);
    }

    void renew(long id, long expiresAtMillis) {
        long before = table.expiresAtMillis(id);
        table.setExpiry(id, expiresAtMillis);
        if (expiresAtMillis < before) {
            deadlines.note(id, expiresAtMillis);
        }
    }

    /** Takes an entry out for good, wherever it stands. */
    void remove(long id) {
        unshelve(id);
        locks.remove(id);
        table.remove(id);
    }

    /** Takes an entry off its shelf, if it's on one. */
    void unshelve(long id) {
        if (open.contains(id)) {
            open.remove(id);
        } else if (held.contains(id)) {
            held.remove(id);
        }
    }

    TypeNode typeOf(long id) {
        TypeNode type = types.node(table.typeId(id));
        if (type == null) {
            throw new IllegalStateException("an entry without a type");
        }
        return type;
    }

    /** The lock of an entry, made if there is none. */
    EntryLock lock(long id) {
        return locks.computeIfAbsent(id, ignored -> new EntryLock());
    }

    @Nullable
    EntryLock lockIfAny(long id) {
        return locks.get(id);
    }

    /** Forgets a lock that nobody holds. */
    void tidyLock(long id) {
        EntryLock lock = locks.get(id);
        if (lock != null && lock.isFree()) {
            locks.remove(id);
        }
    }

    /** All locks by the number of their entry. */
    Long2ObjectMap<EntryLock> locks() {
        return Long2ObjectMaps.unmodifiable(locks);
    }

    /** The highest number that an entry has had. */
    long lastId() {
        return lastId;
    }

    boolean matches(Pattern pattern, long id) {
        return typeOf(id).isWithin(pattern.type()) && pattern.matches(table.fields(id));
    }

    /** An entry in an answer. */
    Outcome.FoundEntry found(long id) {
        return new Outcome.FoundEntry(id, table.typeId(id), table.fields(id));
    }

    /** What else must hold of a visible entry that is to be read, or taken, under that transaction or (null) none. */
    LongPredicate acceptable(boolean takes, @Nullable Transaction transaction) {
        return takes && !locks.isEmpty() ? id -> mayTake(id, transaction) : ANY;
    }

    /** The entry that the transaction (or null: nobody's) may read or take now and that comes first, or -1. */
    long find(Pattern pattern, boolean takes, @Nullable Transaction transaction) {
        if (transaction != null && !transaction.written().isEmpty()) {
            return new Search(this, pattern, false, 0, takes, transaction).current();
        }
        return open.first(pattern, acceptable(takes, transaction));
    }

    /** Whether an entry that everybody sees may be taken under that transaction: nobody else has read it. */
    boolean mayTake(long id, @Nullable Transaction transaction) {
        EntryLock lock = locks.get(id);
        return lock == null || lock.isReadByNoneBut(transaction);
    }

    /** Whether a matching entry is out of reach only because of other transactions. */
    boolean isBlocked(Pattern pattern, boolean takes, @Nullable Transaction transaction) {
        LongPredicate byOthers = id -> {
            EntryLock lock = locks.get(id);
            return lock != null && lock.isHeldFrom(transaction);
        };
        return held.first(pattern, byOthers) >= 0 || takes && open.first(pattern, ANY) >= 0;
    }

    /** The oldest entry above {@code after} that a transaction wrote and that matches, or -1. */
    long ownWrite(Pattern pattern, Transaction transaction, long after) {
        if (after == Long.MAX_VALUE) {
            return -1;
        }
        for (long id : transaction.written().tailSet(after + 1)) {
            if (matches(pattern, id)) {
                return id;
            }
        }
        return -1;
    }
}
