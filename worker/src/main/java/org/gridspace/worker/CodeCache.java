package org.gridspace.worker;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gridspace.client.SpaceClient;
import org.gridspace.job.CodeEntry;
import org.jspecify.annotations.Nullable;

/**
 * Jars by their SHA-256, fetched from the space in pieces and never looked into. Keeps the ones used last, up to
 * {@value #MAX_BYTES} bytes. Thread-safe; slots that need the same jar at the same time fetch it once.
 */
final class CodeCache {
    private static final long MAX_BYTES = 128L << 20;
    private static final long TIMEOUT_MILLIS = 10_000;
    private static final long LARGEST_JAR = (long) CodeEntry.MAX_PIECES * CodeEntry.PIECE_BYTES;

    private final Map<String, CompletableFuture<byte[]>> jars = new LinkedHashMap<>(16, 0.75f, true); // guarded by this

    /** The jar isn't in the space, or isn't what its name says. */
    static final class CodeMissing extends Exception {
        private static final long serialVersionUID = 1L;

        CodeMissing(String message) {
            super(message);
        }

        CodeMissing(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The jar, from here or from the space, at the cost of some round trips. */
    byte[] jar(SpaceClient client, UUID job, String sha256) throws CodeMissing, InterruptedException {
        CompletableFuture<byte[]> promise = new CompletableFuture<>();
        CompletableFuture<byte[]> known;
        synchronized (this) {
            known = jars.putIfAbsent(sha256, promise);
        }
        if (known == null) {
            fetchInto(promise, client, job, sha256);
            known = promise;
        }
        try {
            return known.get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new CodeMissing("the jar " + sha256 + " did not come in time", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new CodeMissing(String.valueOf(cause.getMessage()), cause);
        }
    }

    private void fetchInto(CompletableFuture<byte[]> promise, SpaceClient client, UUID job, String sha256)
            throws InterruptedException {
        try {
            promise.complete(fetch(client, job, sha256));
            trim();
        } catch (CodeMissing | ExecutionException | TimeoutException | RuntimeException e) {
            promise.completeExceptionally(
                    e instanceof CodeMissing ? e : new CodeMissing("the jar " + sha256 + ": " + e, e));
        } finally {
            if (!promise.isDone()) {
                promise.completeExceptionally(new CodeMissing("the worker ends"));
            }
            if (promise.isCompletedExceptionally()) {
                remove(sha256);
            }
        }
    }

    private synchronized void remove(String sha256) {
        jars.remove(sha256);
    }

    private synchronized void trim() {
        long bytes = 0;
        for (CompletableFuture<byte[]> jar : jars.values()) {
            bytes += sizeOf(jar);
        }
        var oldestFirst = jars.values().iterator();
        while (bytes > MAX_BYTES && oldestFirst.hasNext()) {
            CompletableFuture<byte[]> jar = oldestFirst.next();
            if (jar.isDone() && jars.size() > 1) {
                bytes -= sizeOf(jar);
                oldestFirst.remove();
            }
        }
    }

    private static int sizeOf(CompletableFuture<byte[]> jar) {
        byte[] bytes = jar.isDone() && !jar.isCompletedExceptionally() ? jar.join() : null;
        return bytes == null ? 0 : bytes.length;
    }

    private static byte[] fetch(SpaceClient client, UUID job, String sha256)
            throws CodeMissing, InterruptedException, ExecutionException, TimeoutException {
        CodeEntry first = piece(client, job, sha256, 0).get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
        int pieces = first == null || first.pieces == null ? 0 : first.pieces;
        if (pieces < 1 || pieces > CodeEntry.MAX_PIECES) {
            throw new CodeMissing("the jar " + sha256 + " is not in the space");
        }
        var jar = new ByteArrayOutputStream();
        for (int i = 0; i < pieces; i++) { // one after the other: pieces are large, a round trip each is little
            CodeEntry piece = i == 0 ? first : piece(client, job, sha256, i).get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
            if (piece == null || piece.bytes == null || jar.size() + piece.bytes.length > LARGEST_JAR) {
                throw new CodeMissing("the jar " + sha256 + " is not complete in the space");
            }
            jar.writeBytes(piece.bytes);
        }
        byte[] bytes = jar.toByteArray();
        if (!sha256(bytes).equals(sha256)) {
            throw new CodeMissing("the jar " + sha256 + " in the space is another one");
        }
        return bytes;
    }

    private static CompletableFuture<@Nullable CodeEntry> piece(
            SpaceClient client, UUID job, String sha256, int piece) {
        return client.readIfExists(CodeEntry.template(job, sha256, piece), 0)
                .future()
                .thenApply(found -> found.orElse(null));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
