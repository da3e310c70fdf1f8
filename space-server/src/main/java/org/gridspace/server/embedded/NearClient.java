package org.gridspace.server.embedded;

import java.util.List;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.client.NearSpace;
import org.gridspace.server.service.Attachment;
import org.gridspace.server.service.ReplyPort;
import org.gridspace.server.service.SpaceService;
import org.gridspace.wire.FarewellCode;
import org.gridspace.wire.Reply;
import org.gridspace.wire.Request;
import org.gridspace.wire.WireFormatException;

/** One client of an embedded space. Confined to the space's thread but for what {@link NearSpace.Line} promises. */
final class NearClient implements NearSpace.Line, ReplyPort {
    private static final Logger LOG = LogManager.getLogger(NearClient.class);

    private final EmbeddedSpace space;
    private final Attachment attachment;
    private final Consumer<Reply> replies;
    private boolean ended;

    NearClient(EmbeddedSpace space, SpaceService service, Consumer<Reply> replies) {
        this.space = space;
        this.attachment = service.connect(this);
        this.replies = replies;
    }

    @Override
    public void send(List<Request> requests) {
        space.run(() -> handle(requests));
    }

    private void handle(List<Request> requests) {
        try {
            for (Request request : requests) {
                if (!ended) {
                    attachment.handle(request);
                }
            }
        } catch (WireFormatException e) {
            LOG.warn("a client in this process is sent away: {}", e.getMessage());
            end(FarewellCode.PROTOCOL, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            LOG.error("a request of a client in this process failed", e);
            end(FarewellCode.PROTOCOL, "the space failed");
        }
    }

    @Override
    public void close() {
        space.run(() -> {
            ended = true;
            leave();
        });
    }

    private void leave() {
        space.left(this);
        attachment.disconnected();
    }

    @Override
    public void send(Reply reply) {
        if (!ended) {
            replies.accept(reply);
        }
    }

    @Override
    public void end(FarewellCode reason, String detail) {
        if (!ended) {
            send(new Reply.Farewell(0, reason, detail));
            ended = true;
            space.left(this);
        }
    }
}
