package org.gridspace.server.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gridspace.entry.PackedFields;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * What must be true of an engine between commands: its tables, lines, indexes, locks, waits, registrations, match sets, sessions and deadlines agree
 * with each other, and nobody waits for something that he could have. Everything is compared with plain scans over the
 * table of entries; nothing in the engine changes. As a JUnit extension it checks after each test.
 */
final class SpaceInvariants implements AfterEachCallback {
    private final Supplier<SpaceEngine> source;

    SpaceInvariants(Supplier<SpaceEngine> source) {
        this.source = source;
    }

    @Override
    public void afterEach(ExtensionContext context) {
        check(source.get());
    }

    /** Throws an {@link AssertionError} that says what doesn't fit. */
    static void check(SpaceEngine engine) {
        var check = new Check(engine);
        check.entries();
        check.shelves();
        check.locks();
        check.transactions();
        check.sessions();
        check.waits();
        check.watchShapes();
        check.grants();
        check.events();
        check.deadlines();
    }

    private record Check(SpaceEngine engine) {
        void entries() {
            EntryTable table = contents().table();
            int mortal = 0;
            for (long id : ids()) {
                TypeNode type = engine.types().node(table.typeId(id));
                require(type != null && type.parent() != null, "entry %d has no type", id);
                PackedFields.validate(table.fields(id), type.fieldCount());
                require(table.expiresAtMillis(id) > engine.nowMillis(), "entry %d has expired", id);
                mortal += table.expiresAtMillis(id) == SpaceTime.NEVER ? 0 : 1;
                EntryLock lock = contents().locks().get(id);
                boolean held = lock != null && (lock.writer() != null || lock.taker() != null);
                Shelf right = held ? contents().held() : contents().open();
                Shelf wrong = held ? contents().open() : contents().held();
                require(right.contains(id) && !wrong.contains(id), "entry %d is on the wrong shelf or none", id);
            }
            require(mortal == table.mortals(), "%d mortal entries, %d counted", mortal, table.mortals());
            require(ids().size() == table.size(), "the table counts %d entries", table.size());
        }

        void shelves() {
            for (TypeNode type : engine.types().nodes()) {
                shelf(type, contents().open(), 0);
                shelf(type, contents().held(), 1);
            }
        }

        private void shelf(TypeNode type, Shelf shelf, int part) {
            EntryTable table = contents().table();
            var own = new HashSet<Long>();
            var within = new HashSet<Long>();
            for (long id : ids()) {
                TypeNode its = contents().typeOf(id);
                if (shelf.contains(id) && its.isWithin(type)) {
                    within.add(id);
                    if (its == type) {
                        own.add(id);
                    }
                }
            }
            ShelfPart its = type.part(part);
            require(its.subtreeSize() == within.size(), "type %d counts %d", type.id(), its.subtreeSize());
            require(its.line().size() == own.size(), "the line of type %d counts wrongly", type.id());
            var line = new HashSet<Long>();
            its.line().forEach(shelf::contains, id -> require(line.add(id), "%d stands twice in its line", id));
            require(line.equals(own), "the line of type %d holds %s, not %s", type.id(), line, own);
            var masks = new HashSet<Long>();
            for (ShapeIndex index : its.indexes()) {
                require(masks.add(index.mask()), "two indexes of type %d for a shape", type.id());
                index(index, shelf, within, table);
            }
            require(its.indexes().size() <= Shelf.MOST_SHAPES, "too many indexes of type %d", type.id());
            for (OrderedIndex index : its.ordered()) {
                index(index, within, table);
            }
            require(its.ordered().size() <= Shelf.MOST_ORDERED, "too many orders of type %d", type.id());
        }

        private static void index(OrderedIndex index, HashSet<Long> within, EntryTable table) {
            var expected = new HashSet<Long>();
            for (long id : within) {
                if (index.covers(table.fields(id))) {
                    expected.add(id);
                }
            }
            var found = new ArrayList<Long>();
            index.forEach(found::add);
            require(new HashSet<>(found).equals(expected), "an order holds %s, not %s", found, expected);
            require(found.size() == expected.size(), "an order holds something twice: %s", found);
            for (int i = 1; i < found.size(); i++) {
                long one = found.get(i - 1);
                long other = found.get(i);
                int order = index.compare(one, table.fields(one), other, table.fields(other));
                require(order < 0, "%d stands before %d", one, other);
            }
        }

        private void index(ShapeIndex index, Shelf shelf, HashSet<Long> within, EntryTable table) {
            var expected = new HashMap<Long, Long>();
            for (long id : within) {
                long key = contents().hash().of(table.fields(id), index.mask());
                if (index.covers(id) && key != FieldHash.NONE) {
                    expected.put(id, key);
                }
            }
            var found = new HashMap<Long, Long>();
            index.forEach(
                    shelf::contains,
                    (key, id) -> require(found.put(id, key) == null, "%d stands twice in an index", id));
            require(found.equals(expected), "an index holds %s, not %s", found, expected);
        }

        void locks() {
            contents().locks().forEach((id, lock) -> {
                require(contents().table().contains(id), "a lock on %d, which isn't there", id);
                require(!lock.isFree(), "a free lock on %d", id);
                Transaction writer = lock.writer();
                Transaction taker = lock.taker();
                require(writer == null || taker == null && lock.readers().isEmpty(), "%d written and locked", id);
                require(writer == null || writer.written().contains((long) id), "the writer of %d forgot it", id);
                require(writer == null || isOpen(writer), "the writer of %d has ended", id);
                require(taker == null || taker.taken().contains((long) id), "the taker of %d forgot it", id);
                require(taker == null || isOpen(taker), "the taker of %d has ended", id);
                require(new HashSet<>(lock.readers()).size() == lock.readers().size(), "%d read twice by one", id);
                for (long reader : lock.readers()) {
                    Transaction open = engine.transactions().get(reader);
                    require(open != null && open.read().contains((long) id), "a reader of %d has ended", id);
                    require(taker == null || taker == open, "%d was taken while another had read it", id);
                }
            });
        }

        void transactions() {
            int count = 0;
            int owned = 0;
            for (Transaction transaction : engine.transactions().all()) {
                count++;
                long number = transaction.id();
                require(transaction.expiresAtMillis() > engine.nowMillis(), "transaction %d is over", number);
                owner(transaction);
                owned += transaction.session() == null ? 0 : 1;
                for (long id : transaction.written()) {
                    EntryLock lock = contents().locks().get(id);
                    require(lock != null && lock.writer() == transaction, "%d isn't written by %d", id, number);
                }
                for (long id : transaction.taken()) {
                    EntryLock lock = contents().locks().get(id);
                    boolean gone = !contents().table().contains(id);
                    require(gone || lock != null && lock.taker() == transaction, "%d isn't taken by %d", id, number);
                }
                for (long id : transaction.read()) {
                    EntryLock lock = contents().locks().get(id);
                    boolean gone = !contents().table().contains(id);
                    require(gone || lock != null && lock.readers().contains(number), "%d isn't read by %d", id, number);
                }
            }
            require(count == engine.transactions().size(), "transactions are counted wrongly");
            int listed = 0;
            for (Session session : engine.sessions().all()) {
                listed += session.transactions().size();
            }
            require(listed == owned, "a transaction without its session");
            foreign();
        }

        private void owner(Transaction transaction) {
            long number = transaction.id();
            Session session = transaction.session();
            if (session != null) {
                require(session.transactions().get(number) == transaction, "%d has no session", number);
                require(isOpen(session), "the session of transaction %d has ended", number);
            } else {
                require(number >= Transactions.FIRST_SHARED, "%d belongs to nobody", number);
            }
            boolean ended = !transaction.isActive();
            require(!ended || transaction.waits().isEmpty(), "somebody waits under %d, which has ended", number);
            boolean holds = transaction.hasChanges() || !transaction.read().isEmpty();
            require(!transaction.isDecided() || !holds, "%d is decided and holds entries", number);
            require(!transaction.isDecided() || transaction.ballot() != null, "%d is decided and stays", number);
        }

        private void foreign() {
            int known = 0;
            for (Transaction transaction : engine.transactions().all()) {
                Foreign foreign = transaction.foreign();
                if (foreign != null) {
                    require(engine.transactions().get(foreign.form()) == transaction, "a form is lost");
                    known++;
                    boolean joining = transaction.state() == Transaction.State.JOINING;
                    require(joining || foreign.name() != null, "joined without a name");
                    require(joining || foreign.joiners().isEmpty(), "somebody waits for what is joined");
                }
                if (foreign != null && foreign.name() != null) {
                    require(engine.transactions().get(foreign.name()) == transaction, "a name is lost");
                    known++;
                }
            }
            require(known == engine.transactions().foreignCount(), "forms and names are counted wrongly");
        }

        void sessions() {
            int waits = 0;
            for (Session session : engine.sessions().all()) {
                require(engine.sessions().get(session.id()) == session, "a session without its name");
                require(session.expiresAtMillis() > engine.nowMillis(), "session %d is over", session.number());
                long bytes = 0;
                for (Outcome outcome : session.receipts().values()) {
                    bytes += Session.bytesOf(outcome);
                }
                require(bytes == session.receiptBytes(), "%d bytes, %d counted", bytes, session.receiptBytes());
                for (Transaction transaction : session.transactions().values()) {
                    require(isOpen(transaction) && transaction.session() == session, "a session's stray transaction");
                }
                for (Map.Entry<Long, Wait> wait : session.waits().entrySet()) {
                    require(engine.waits().get(wait.getValue().order()) == wait.getValue(), "a session's stray wait");
                    require(
                            wait.getValue()
                                    .demand()
                                    .origin()
                                    .equals(new Command.Origin(session.number(), wait.getKey())),
                            "a wait under a wrong number");
                    waits++;
                }
            }
            require(waits == engine.waits().size(), "a wait without its session");
        }

        void waits() {
            int mortal = 0;
            int listed = 0;
            int ifExists = 0;
            long bytes = 0;
            for (Wait wait : engine.waits().all()) {
                Transaction transaction = wait.transaction();
                boolean known = transaction == null
                        || isOpen(transaction) && transaction.waits().get(wait.order()) == wait;
                require(known, "wait %d under no transaction", wait.order());
                require(wait.deadlineMillis() > engine.nowMillis(), "wait %d is over", wait.order());
                require(wait.isListed() == wait.session().isAttached(), "wait %d is listed wrongly", wait.order());
                mortal += wait.deadlineMillis() == SpaceTime.NEVER ? 0 : 1;
                bytes += wait.templateBytes();
                require(wait.gathered() == null, "wait %d keeps entries", wait.order());
                listed += wait.isListed() ? 1 : 0;
                ifExists += wait.isListed() && wait.demand().kind().ifExists() ? 1 : 0;
                if (wait.isListed()) {
                    waitsRightly(wait);
                }
            }
            require(bytes == engine.waits().templateBytes(), "%d bytes of templates", bytes);
            require(mortal == engine.waits().mortals(), "%d mortal waits", mortal);
            require(listed == engine.waits().listedCount(), "%d listed waits", listed);
            require(ifExists == engine.waits().listedIfExistsCount(), "%d listed waits of existing", ifExists);
        }

        private void waitsRightly(Wait wait) {
            boolean takes = wait.demand().kind().takes();
            Transaction transaction = wait.transaction();
            boolean blocked = false;
            for (long id : ids()) {
                EntryLock lock = contents().locks().get(id);
                boolean matches =
                        wait.matches(contents().typeOf(id), contents().table().fields(id));
                if (matches) {
                    require(!isFree(lock, takes, transaction), "wait %d could have %d", wait.order(), id);
                    blocked |= lock == null || lock.taker() == null || lock.taker() != transaction;
                }
            }
            boolean reason = blocked || !wait.demand().kind().ifExists();
            require(reason, "wait %d waits for nothing that exists", wait.order());
        }

        private static boolean isFree(@Nullable EntryLock lock, boolean takes, @Nullable Transaction transaction) {
            if (lock == null) {
                return true;
            }
            if (lock.taker() != null || lock.writer() != null) {
                return lock.writer() != null && lock.writer() == transaction;
            }
            return !takes
                    || lock.readers().stream().allMatch(reader -> transaction != null && reader == transaction.id());
        }

        void watchShapes() {
            watchShapes(TypeNode::waits, engine.waits().all());
            watchShapes(TypeNode::registrations, engine.registrations().grants().all());
        }

        private <W extends Watch> void watchShapes(Function<TypeNode, WatchShapes<W>> of, Iterable<W> all) {
            var expected = new HashSet<String>();
            for (W watch : all) {
                for (int i = 0; watch.isListed() && i < watch.patternCount(); i++) {
                    Pattern pattern = watch.pattern(i);
                    long mask = watch.listedMask(i);
                    require(mask == 0 || mask == pattern.mask(), "watch %d has another shape", watch.order());
                    long key = mask == 0 ? 0 : contents().hash().of(pattern.fields(), mask);
                    expected.add(pattern.type().id() + " " + mask + " " + key + " " + watch.order());
                }
            }
            var found = new HashSet<String>();
            for (TypeNode type : engine.types().nodes()) {
                require(of.apply(type).shapeCount() <= WatchShapes.MOST_SHAPES + 1, "too many shapes of watches");
                of.apply(type).forEach((mask, key, watch) -> {
                    String place = type.id() + " " + mask + " " + key + " " + watch.order();
                    require(found.add(place), "watch %d is listed twice", watch.order());
                });
            }
            require(found.equals(expected), "watches stand at %s, not %s", found, expected);
        }

        void grants() {
            grants(engine.registrations().grants());
            grants(engine.matchSets().grants());
            for (Registration registration : engine.registrations().grants().all()) {
                require(registration.isListed(), "registration %d is lost", registration.id());
            }
        }

        private <G extends Grant> void grants(Grants<G> grants) {
            int mortal = 0;
            long bytes = 0;
            for (G grant : grants.all()) {
                long id = grant.id();
                require(grants.get(id) == grant, "grant %d under another number", id);
                require(grant.expiresAtMillis() > engine.nowMillis(), "grant %d is over", id);
                boolean orphan = grant instanceof Registration registration && registration.awaitsHeir();
                require(orphan || isOpen(grant.session()), "the session of grant %d has ended", id);
                require(owns(grants, grant.session(), id), "the session of grant %d forgot it", id);
                Transaction transaction = grant.transaction();
                require(
                        transaction == null || isOpen(transaction) && owns(grants, transaction, id),
                        "the transaction of grant %d has ended or forgot it",
                        id);
                mortal += grant.expiresAtMillis() == SpaceTime.NEVER ? 0 : 1;
                bytes += grant.templateBytes();
            }
            require(mortal == grants.mortals() && bytes == grants.templateBytes(), "grants are counted wrongly");
        }

        private static boolean owns(Grants<?> grants, Object owner, long id) {
            return Arrays.stream(grants.of(owner)).anyMatch(own -> own == id);
        }

        void events() {
            for (Session session : engine.sessions().all()) {
                var bytes = new long[1];
                var last = new long[1];
                session.events().forEach(event -> {
                    bytes[0] += EventQueue.bytesOf(event);
                    require(event.number() > last[0], "event %d is out of line", event.number());
                    require(event.session() == session.number(), "a stray event of %d", event.session());
                    last[0] = event.number();
                });
                require(
                        bytes[0] == session.events().bytes(),
                        "%d bytes of events",
                        session.events().bytes());
            }
        }

        void deadlines() {
            deadlines(contents().deadlines(), ids(), contents().table());
            var open = new ArrayList<Long>();
            engine.transactions().all().forEach(transaction -> open.add(transaction.id()));
            deadlines(engine.transactions().deadlines(), open, engine.transactions());
            var sessions = new ArrayList<Long>();
            engine.sessions().all().forEach(session -> sessions.add(session.number()));
            deadlines(engine.sessions().deadlines(), sessions, engine.sessions());
            var waits = new ArrayList<Long>();
            engine.waits().all().forEach(wait -> waits.add(wait.order()));
            deadlines(engine.waits().deadlines(), waits, engine.waits());
            deadlines(engine.registrations().grants());
            deadlines(engine.matchSets().grants());
        }

        private static <G extends Grant> void deadlines(Grants<G> grants) {
            List<Long> numbers = grants.all().stream().map(Grant::id).toList();
            deadlines(grants.deadlines(), numbers, grants);
        }

        private static void deadlines(Deadlines deadlines, List<Long> numbers, Deadlines.Owner owner) {
            var noted = new HashMap<Long, Long>();
            deadlines.forEach((id, time) -> noted.merge(id, time, Math::min));
            for (long number : numbers) {
                long truth = owner.deadlineOf(number);
                boolean found = truth == SpaceTime.NEVER || noted.getOrDefault(number, SpaceTime.NEVER) <= truth;
                require(found, "nothing will end %d at %d", number, truth);
            }
        }

        private boolean isOpen(Transaction transaction) {
            return engine.transactions().get(transaction.id()) == transaction;
        }

        private boolean isOpen(Session session) {
            return engine.sessions().get(session.number()) == session;
        }

        private Contents contents() {
            return engine.contents();
        }

        private List<Long> ids() {
            var ids = new ArrayList<Long>();
            contents().table().forEachId(ids::add);
            return ids;
        }
    }

    private static void require(boolean condition, String message, Object... values) {
        if (!condition) {
            throw new AssertionError(String.format(message, values));
        }
    }
}
