package org.gridspace.server.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.gridspace.client.SpaceAddress;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.server.delivery.DirectDelivery;
import org.gridspace.server.engine.Polling;
import org.gridspace.server.transaction.TransactionOffice;
import org.jspecify.annotations.Nullable;

/**
 * A space that listens on a TCP port, and takes part in Jini transactions. Its engine, its connections and the accepting of new ones share
 * one event loop thread: a request is read, applied and answered without a hand-off. Thread-safe.
 */
public final class SpaceServer implements AutoCloseable {
    private static final Logger LOG = LogManager.getLogger(SpaceServer.class);
    private static final int BACKLOG = 1024;
    private static final int LOW_WATER_BYTES = 256 << 10;
    private static final int HIGH_WATER_BYTES = 1 << 20;
    private static final long FAREWELL_MILLIS = 1000;
    private static final long SHUTDOWN_MILLIS = 1000;

    static {
        if (System.getProperty("io.netty.leakDetection.level") == null) {
            ResourceLeakDetector.setLevel(
                    ResourceLeakDetector.Level.DISABLED); // a sampled stack trace costs as much as a request
        }
    }

    private final SpaceAddress address;
    private final EventLoopGroup group;
    private final Channel listening;
    private final ChannelGroup accepted;
    private final SpaceLoop loop;
    private final TransactionOffice office;
    private final @Nullable DirectDelivery delivery;

    private SpaceServer(
            SpaceAddress address,
            EventLoopGroup group,
            Channel listening,
            ChannelGroup accepted,
            SpaceLoop loop,
            TransactionOffice office,
            @Nullable DirectDelivery delivery) {
        this.address = address;
        this.group = group;
        this.listening = listening;
        this.accepted = accepted;
        this.loop = loop;
        this.office = office;
        this.delivery = delivery;
    }

    /**
     * Makes an empty space and listens.
     *
     * @throws BindException if the port is taken; the message names host and port
     * @throws IOException if the host is unknown or not of this machine
     */
    public static SpaceServer start(SpaceServerConfig config) throws IOException {
        return start(config, Polling.DEFAULT);
    }

    /** As {@link #start(SpaceServerConfig)}, and says how foreign transactions' managers are asked. */
    public static SpaceServer start(SpaceServerConfig config, Polling polling) throws IOException {
        var threads = new DefaultThreadFactory("gridspace-space-" + config.name(), true);
        var group = new MultiThreadIoEventLoopGroup(1, threads, NioIoHandler.newFactory());
        boolean started = false;
        try {
            EventLoop eventLoop = group.next();
            var loop = new SpaceLoop(config.limits(), config.spaceId(), eventLoop, polling);
            var accepted = new DefaultChannelGroup(eventLoop);
            Channel listening = listen(config, group, loop, accepted);
            int port = ((InetSocketAddress) listening.localAddress()).getPort();
            var address = new SpaceAddress(config.host(), port, config.spaceId(), config.name());
            var office = office(config, port, loop);
            eventLoop.execute(() -> loop.service().performWith(office::perform));
            DirectDelivery delivery = delivery(config, address, eventLoop, loop);
            started = true;
            LOG.info("space {} listens on {}:{}", config.name(), config.host(), port);
            return new SpaceServer(address, group, listening, accepted, loop, office, delivery);
        } finally {
            if (!started) {
                group.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
            }
        }
    }

    private static TransactionOffice office(SpaceServerConfig config, int port, SpaceLoop loop) {
        String host = GridNetwork.advertised(config.host());
        var reachable = new SpaceAddress(host, port, config.spaceId(), config.name());
        return new TransactionOffice(reachable, config.host(), loop::submit);
    }

    private static @Nullable DirectDelivery delivery(
            SpaceServerConfig config, SpaceAddress address, EventLoop eventLoop, SpaceLoop loop) {
        if (!config.callsListeners()) {
            return null;
        }
        var delivery = new DirectDelivery(address, loop::adopted);
        eventLoop.execute(() -> loop.service().deliverWith(delivery::adopt));
        return delivery;
    }

    private static Channel listen(SpaceServerConfig config, EventLoopGroup group, SpaceLoop loop, ChannelGroup accepted)
            throws IOException {
        var bound = new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(LOW_WATER_BYTES, HIGH_WATER_BYTES))
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        accepted.add(channel);
                        channel.pipeline().addLast(new FrameHandler(loop, channel));
                    }
                })
                .bind(InetAddress.getByName(config.host()), config.port())
                .awaitUninterruptibly();
        if (bound.isSuccess()) {
            return bound.channel();
        }
        Throwable cause = bound.cause();
        var problem = new BindException(config.host() + ":" + config.port() + ": " + cause.getMessage());
        problem.initCause(cause);
        throw problem;
    }

    /** Where it listens. */
    public SpaceAddress address() {
        return address;
    }

    /** Says good-bye to all clients and stops, within two seconds. Their sessions and all entries are gone. */
    @Override
    public void close() {
        if (group.isShuttingDown()) {
            return;
        }
        office.close();
        if (delivery != null) {
            delivery.close();
        }
        listening.close().awaitUninterruptibly(FAREWELL_MILLIS);
        group.next().execute(loop::close);
        accepted.newCloseFuture().awaitUninterruptibly(FAREWELL_MILLIS);
        group.shutdownGracefully(0, SHUTDOWN_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(SHUTDOWN_MILLIS);
        LOG.info("space {} closed", address.name());
    }
}
