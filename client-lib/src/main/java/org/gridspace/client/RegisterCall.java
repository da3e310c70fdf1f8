package org.gridspace.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.gridspace.entry.EntryType;
import org.gridspace.wire.EventKind;
import org.gridspace.wire.LeaseKind;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.jspecify.annotations.Nullable;

/** A registration for events from the question after its templates' types to its subscription. Thread-safe. */
final class RegisterCall implements ReplySink {
    private final SpaceClient client;
    private final Session session;
    private final EventKind kind;
    private final List<PackedTemplate> templates;
    private final EventReceiver receiver;
    private final ClassLoader loader;
    private final CompletableFuture<Registration> future = new CompletableFuture<>();

    RegisterCall(
            SpaceClient client,
            Session session,
            EventKind kind,
            List<PackedTemplate> templates,
            EventReceiver receiver) {
        this.client = client;
        this.session = session;
        this.kind = kind;
        this.templates = templates;
        this.receiver = receiver;
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        this.loader = context == null ? ClassLoader.getSystemClassLoader() : context;
    }

    /** Registers. Events go to the receiver from now on, maybe before the result is there. */
    CompletableFuture<Registration> start(long transaction, long leaseMillis) {
        session.events().registering();
        session.typeIds()
                .withAll(
                        PackedTemplate.types(templates),
                        typeIds -> send(typeIds, transaction, leaseMillis),
                        this::failed);
        return future;
    }

    private void send(Map<EntryType, Integer> typeIds, long transaction, long leaseMillis) {
        session.submit(
                number -> new Request.Register(
                        number, transaction, kind, PackedTemplate.numbered(templates, typeIds), leaseMillis),
                0,
                this);
    }

    @Override
    public boolean answered(Reply reply, @Nullable EntryType type, long sentAtMillis) {
        if (reply instanceof Reply.Registered registered) {
            long id = registered.registration();
            long end = Durations.expiration(sentAtMillis, registered.leaseMillis());
            session.events().registered(new Subscription(session, id, end, receiver, loader));
            future.complete(new Registration(
                    id, registered.sequenceNumber(), new SpaceLease(client, LeaseKind.REGISTRATION, id, end)));
        } else {
            failed(Refusals.problem(reply));
        }
        return true;
    }

    @Override
    public void failed(Exception problem) {
        session.events().registered(null);
        future.completeExceptionally(problem);
    }
}
