package org.gridspace.server.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

class FrameHandlerTest {
    private static final int MOST_BYTES = 1_000;

    @Test
    void isUnread_moreThanTheLimitWaits() {
        var channel = new EmbeddedChannel();
        channel.config().setWriteBufferWaterMark(new WriteBufferWaterMark(10, 20));
        channel.write(Unpooled.wrappedBuffer(new byte[MOST_BYTES / 2]));
        assertThat(FrameHandler.isUnread(channel, MOST_BYTES)).isFalse();
        channel.write(Unpooled.wrappedBuffer(new byte[MOST_BYTES]));
        assertThat(FrameHandler.isUnread(channel, MOST_BYTES)).isTrue();
    }

    @Test
    void isUnread_closedConnection_isNot() {
        var channel = new EmbeddedChannel();
        channel.close();
        assertThat(channel.isWritable()).isFalse();
        assertThat(FrameHandler.isUnread(channel, MOST_BYTES)).isFalse();
    }
}
