package org.gridspace.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.rmi.MarshalledObject;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import net.jini.core.lease.Lease;
import org.gridspace.server.net.Limits;
import org.gridspace.server.net.SpaceServer;
import org.gridspace.server.net.SpaceServerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Another process renews leases on somebody's behalf, as a lease renewal service does. */
@Timeout(120)
class ThirdPartyRenewalTest {
    @Test
    void lease_renewedByAnotherProcess_lastsLonger() throws Exception {
        try (SpaceServer server = SpaceServer.start(
                new SpaceServerConfig("renewal", "127.0.0.1", 0, UUID.randomUUID(), Limits.standard()))) {
            var space = new RemoteSpace(server.address());
            Lease entry = space.write(new Marker("job", 1), null, 60_000);
            Lease registration =
                    space.notify(null, null, event -> {}, 60_000, null).getLease();
            for (Lease lease : List.of(entry, registration)) {
                long after = renewedElsewhere(lease);
                assertThat(after - System.currentTimeMillis()).isBetween(3_000_000L, 3_600_000L);
            }
            space.client().close();
        }
    }

    /** When the lease ends as the other process was told. */
    private static long renewedElsewhere(Lease lease) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new MarshalledObject<>(lease));
        }
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Renewer.class.getName(),
                        Base64.getEncoder().encodeToString(bytes.toByteArray()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            return Long.parseLong(answer.strip());
        } finally {
            process.destroyForcibly();
        }
    }

    /** What the process runs. */
    static final class Renewer {
        private Renewer() {}

        @SuppressWarnings("checkstyle:RegexpSinglelineJava") // tells the test over its standard output
        public static void main(String[] args) throws Exception {
            byte[] bytes = Base64.getDecoder().decode(args[0]);
            try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
                Lease lease = (Lease) ((MarshalledObject<?>) in.readObject()).get();
                lease.renew(3_600_000);
                System.out.println(lease.getExpiration());
            }
        }
    }
}
