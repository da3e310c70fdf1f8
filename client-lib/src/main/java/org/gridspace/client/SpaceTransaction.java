package org.gridspace.client;

import java.util.concurrent.CompletableFuture;

/** A transaction that this process's session holds. Thread-safe. */
final class SpaceTransaction implements TypedTransaction {
    private final SpaceClient client;
    private final long number;
    private final TypedSpace space;
    private boolean ended;

    SpaceTransaction(RemoteSpace space, SpaceClient client, long number) {
        this.client = client;
        this.number = number;
        this.space = new ClientSpace(space, number);
    }

    @Override
    public TypedSpace space() {
        return space;
    }

    @Override
    public void commit() {
        ClientSpace.await(client.end(number, true));
        end();
    }

    @Override
    public CompletableFuture<Void> commitAsync() {
        return ClientSpace.typed(client.end(number, true).whenComplete((done, problem) -> {
            if (problem == null) {
                end();
            }
        }));
    }

    @Override
    public void close() {
        if (end()) {
            client.end(number, false); // nobody needs to wait; if it can't be told, it ends by itself
        }
    }

    private synchronized boolean end() {
        boolean first = !ended;
        ended = true;
        return first;
    }
}
