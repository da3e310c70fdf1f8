package org.gridspace.benchmarks.client;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One connection to Redis: as much of its protocol (RESP 2) as lists need. Confined to one thread. */
final class RedisConnection implements AutoCloseable {
    private static final byte[] END = {'\r', '\n'};

    private final Socket socket;
    private final BufferedOutputStream out;
    private final DataInputStream in;

    RedisConnection(URI address) throws IOException {
        socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
    }

    /** The bytes of a command, which can be sent again and again. */
    static byte[] command(byte[]... parts) {
        var bytes = new java.io.ByteArrayOutputStream();
        bytes.writeBytes(("*" + parts.length).getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(END);
        for (byte[] part : parts) {
            bytes.writeBytes(("$" + part.length).getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(END);
            bytes.writeBytes(part);
            bytes.writeBytes(END);
        }
        return bytes.toByteArray();
    }

    /** A word of a command. */
    static byte[] word(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Puts a command into the buffer. */
    void send(byte[] command) throws IOException {
        out.write(command);
    }

    /** Sends the buffer. */
    void flush() throws IOException {
        out.flush();
    }

    /** Reads one reply: a number, a string's length, or how many elements an array had; null if there was nothing. */
    @Nullable
    Long reply() throws IOException {
        int kind = in.read();
        String line = line();
        return switch (kind) {
            case ':' -> Long.valueOf(line);
            case '+' -> 0L;
            case '$' -> bulk(Integer.parseInt(line));
            case '*' -> array(Integer.parseInt(line));
            case '-' -> throw new IOException("Redis: " + line);
            default -> throw new EOFException("Redis ended the connection");
        };
    }

    private @Nullable Long bulk(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        in.skipNBytes(length + (long) END.length);
        return (long) length;
    }

    private @Nullable Long array(int length) throws IOException {
        if (length < 0) {
            return null;
        }
        for (int i = 0; i < length; i++) {
            reply();
        }
        return (long) length;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("Redis ended the connection");
            }
            line.append((char) c);
        }
        in.read();
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
