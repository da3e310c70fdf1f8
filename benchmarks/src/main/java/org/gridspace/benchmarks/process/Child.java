package org.gridspace.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process that answers lines. It is asked by one thread at a time; whatever else it prints is kept for the message when it
 * fails, the last lines of it.
 */
public final class Child implements AutoCloseable {
    private static final String ENDED = "ended";
    private static final Duration ENDS_WITHIN = Duration.ofSeconds(5);

    private final String name;
    private final Process process;
    private final OutputStream input;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final LastLines said = new LastLines();

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        input = process.getOutputStream();
    }

    /** Starts {@code command}, called {@code name} in messages. */
    public static Child start(String name, List<String> command) throws IOException {
        var child = new Child(
                name, new ProcessBuilder(command).redirectErrorStream(true).start());
        var reader = new Thread(child::read, "gridspace-output-" + name);
        reader.setDaemon(true);
        reader.start();
        return child;
    }

    /** Sends one line. */
    public void send(String line) throws IOException {
        try {
            input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            input.flush();
        } catch (IOException e) {
            throw new IOException(name + " has ended: " + said.text(), e);
        }
    }

    /**
     * The next answer, without its {@code @}.
     *
     * @throws IOException if the process ended, or if there was none within {@code timeout}
     */
    public String answer(Duration timeout) throws IOException, InterruptedException {
        String answer = answers.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null) {
            throw new IOException(name + " didn't answer within " + timeout.toSeconds() + " s: " + said.text());
        }
        if (answer.equals(ENDED)) {
            answers.add(ENDED);
            throw new IOException(name + " has ended: " + said.text());
        }
        return answer;
    }

    /** Waits for the answer {@code ready} and returns what stands behind it; any other one is a failure. */
    public String awaitReady(Duration timeout) throws IOException, InterruptedException {
        String answer = answer(timeout);
        if (!answer.startsWith("ready")) {
            throw new IOException(name + ": " + answer);
        }
        return answer.substring("ready".length()).strip();
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Ends it: by the end of its input, and by force if that takes longer than seconds. */
    @Override
    public void close() {
        try {
            input.close();
        } catch (IOException e) {
            said.add("input was closed already: " + e);
        }
        try {
            if (!process.waitFor(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("@")) {
                    answers.add(line.substring(1));
                } else {
                    said.add(line);
                }
            }
        } catch (IOException e) {
            said.add("output ended: " + e);
        } finally {
            answers.add(ENDED);
        }
    }
}
