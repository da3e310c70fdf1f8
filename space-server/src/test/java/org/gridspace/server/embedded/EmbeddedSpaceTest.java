package org.gridspace.server.embedded;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.rmi.ConnectException;
import java.rmi.RemoteException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.gridspace.client.NearSpace;
import org.gridspace.client.SpaceClient;
import org.gridspace.server.contract.Note;
import org.gridspace.wire.FarewellCode;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is an embedded space's own; the contracts say the rest. */
@Timeout(60)
class EmbeddedSpaceTest {
    private static final long MINUTE = 60_000;

    private final EmbeddedSpace space = EmbeddedSpace.start("near");
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void end() {
        space.close();
        threads.shutdownNow();
    }

    @Test
    void close_blockedTake_fails_andLaterCallsHaveNoConnection() throws Exception {
        SpaceClient client = space.space().client();
        Future<?> taken = threads.submit(() -> space.space().take(new Note("a", null), null, MINUTE));
        client.write(new Note("b", 1), MINUTE).get();
        space.close();
        assertThatThrownBy(() -> taken.get(20, SECONDS)).cause().isInstanceOf(RemoteException.class);
        assertThatThrownBy(() -> space.space().write(new Note("a", 1), null, MINUTE))
                .isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> space.connect(reply -> {})).isInstanceOf(ConnectException.class);
        client.close();
    }

    @Test
    void twoClients_haveSessionsOfTheirOwn() throws Exception {
        try (SpaceClient one = SpaceClient.connect(space.address());
                SpaceClient other = SpaceClient.connect(space.address())) {
            one.write(new Note("held", 1), MINUTE).get();
            assertThat(one.takeHeld(new Note("held", null), 0, MINUTE).future().get())
                    .isPresent();
            assertThat(other.take(new Note("held", null), 0).future().get()).isEmpty();
            one.close();
            assertThat(other.take(new Note("held", null), MINUTE).future().get())
                    .isPresent();
        }
    }

    @Test
    void requestOutOfPlace_isAnsweredWithAFarewell_andNothingFollows() throws Exception {
        Queue<Reply> replies = new ConcurrentLinkedQueue<>();
        NearSpace.Line line = space.connect(replies::add);
        line.send(List.of(new Request.TakeCensus(1), new Request.OpenSession(1, 2, 3, MINUTE)));
        await().atMost(20, SECONDS).until(() -> !replies.isEmpty());
        NearSpace.Line second = space.connect(replies::add);
        second.send(List.of(new Request.OpenSession(1, 4, 5, MINUTE)));
        await().atMost(20, SECONDS).until(() -> replies.size() == 2);
        assertThat(replies)
                .element(0)
                .isInstanceOfSatisfying(
                        Reply.Farewell.class,
                        farewell -> assertThat(farewell.reason()).isEqualTo(FarewellCode.PROTOCOL));
        assertThat(replies).element(1).isInstanceOf(Reply.SessionOpened.class);
        line.close();
        second.close();
    }
}
