package org.gridspace.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jini.core.lease.Lease;
import org.gridspace.server.net.Limits;
import org.gridspace.server.net.SpaceServer;
import org.gridspace.server.net.SpaceServerConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients in processes of their own that end, well or badly. */
@Timeout(120)
class ClientProcessTest {
    private static final Marker ANY_JOB = new Marker("job", null);
    private static final ClientConfig SHORT = new ClientConfig(1_000, 300, 5_000, 5);

    private SpaceServer server;
    private SpaceClient client;

    @BeforeEach
    void start() throws Exception {
        server = SpaceServer.start(
                new SpaceServerConfig("process", "127.0.0.1", 0, UUID.randomUUID(), Limits.standard()));
        client = SpaceClient.connect(server.address());
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    /** A program that takes an entry and ends at once has taken it. */
    @Test
    void take_processEndsRightAfterwards_staysTaken() throws Exception {
        client.write(new Marker("job", 1), Lease.FOREVER).get();
        Process process = start("take");
        assertThat(process.waitFor(60, SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(client.take(ANY_JOB, 3 * SHORT.leaseMillis()).future().get()).isEmpty();
    }

    /** Outrigger loses the entry here, each time. */
    @RepeatedTest(3)
    void take_processKilledWhileBlocked_losesNothing() throws Exception {
        Process process = start("block");
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        assertThat(out.readLine()).isEqualTo("blocked");
        process.destroyForcibly();
        client.write(new Marker("job", 1), Lease.FOREVER).get();
        assertThat(client.take(ANY_JOB, 30_000).future().get()).isPresent();
        assertThat(process.waitFor(60, SECONDS)).isTrue();
    }

    private Process start(String what) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
        SpaceAddress address = server.address();
        command.addAll(List.of(
                Program.class.getName(),
                address.host(),
                "" + address.port(),
                address.spaceId().toString(),
                what));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** What the process runs. */
    static final class Program {
        private Program() {}

        @SuppressWarnings("checkstyle:RegexpSinglelineJava") // tells the test over its standard output
        public static void main(String[] args) throws Exception {
            var address = new SpaceAddress(args[0], Integer.parseInt(args[1]), UUID.fromString(args[2]), "process");
            SpaceClient client = SpaceClient.connect(address, SHORT);
            PendingMatch<Marker> take = client.take(ANY_JOB, Long.MAX_VALUE);
            if (args[3].equals("block")) {
                client.census().get(); // answered after the take has come to wait
                System.out.println("blocked");
            }
            take.future().get();
        }
    }
}
