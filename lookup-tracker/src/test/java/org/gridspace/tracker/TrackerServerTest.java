package org.gridspace.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jini.core.discovery.LookupLocator;
import net.jini.core.entry.Entry;
import net.jini.core.lookup.ServiceID;
import net.jini.core.lookup.ServiceItem;
import net.jini.core.lookup.ServiceRegistrar;
import org.gridspace.discovery.AddressRefused;
import org.gridspace.discovery.GridMember;
import org.gridspace.discovery.GridNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path temp;

    private static ServiceRegistrar registrar(TrackerServer tracker) throws IOException, ClassNotFoundException {
        return new LookupLocator("jini://" + tracker.address()).getRegistrar();
    }

    private static TrackerConfig with(int port, int http, Path data) {
        return new TrackerConfig(GridNetwork.LOOPBACK, port, http, data, List.of(), false);
    }

    @Test
    void start_anyPorts_isFoundByPlainJini() throws Exception {
        try (TrackerServer tracker = TrackerServer.start(TrackerConfig.loopback())) {
            ServiceRegistrar registrar = registrar(tracker);
            assertThat(registrar.getLocator().getHost()).isEqualTo("127.0.0.1");
            assertThat(registrar.getLocator().getPort())
                    .isEqualTo(tracker.address().port());
            assertThat(registrar.getGroups()).containsExactly("");
        }
    }

    @Test
    void peers_memberRegistered_areAsTheContractSays() throws Exception {
        try (TrackerServer tracker = TrackerServer.start(TrackerConfig.loopback());
                GridMember member = Members.space("render", tracker.address())) {
            assertThat(member.awaitRegistered(PATIENCE)).isTrue();
            JsonNode peers = Get.peers(tracker.http());
            assertThat(peers).hasSize(2);
            JsonNode space = peers.get(0);
            assertThat(space.fieldNames())
                    .toIterable()
                    .containsExactly("kind", "name", "id", "address", "since", "attributes");
            assertThat(space.get("kind").asText()).isEqualTo("space");
            assertThat(space.get("name").asText()).isEqualTo("render");
            assertThat(UUID.fromString(space.get("id").asText()).version()).isEqualTo(4);
            assertThat(space.get("address").asText()).isEqualTo("127.0.0.1:1");
            assertThat(Instant.parse(space.get("since").asText())).isBeforeOrEqualTo(Instant.now());
            assertThat(space.get("attributes").get("durability").asText()).isEqualTo("memory");
            assertThat(peers.get(1).get("kind").asText()).isEqualTo("tracker");
            assertThat(peers.get(1).get("address").asText())
                    .isEqualTo(tracker.address().toString());
        }
    }

    @Test
    void peers_memberClosed_isGoneAtOnce() throws Exception {
        try (TrackerServer tracker = TrackerServer.start(TrackerConfig.loopback())) {
            try (GridMember member = Members.space("render", tracker.address())) {
                assertThat(member.awaitRegistered(PATIENCE)).isTrue();
                assertThat(Get.names(tracker.http(), "space")).containsExactly("render");
            }
            assertThat(Get.names(tracker.http(), "space")).isEmpty();
        }
    }

    @Test
    void http_otherPathsAndMethods_areRefused() throws Exception {
        try (TrackerServer tracker = TrackerServer.start(TrackerConfig.loopback())) {
            URI peers = URI.create(tracker.http() + "/peers");
            HttpResponse<byte[]> get = Get.method("GET", peers);
            assertThat(get.statusCode()).isEqualTo(200);
            assertThat(get.headers().firstValue("Content-Type")).contains("application/json");
            HttpResponse<byte[]> head = Get.method("HEAD", peers);
            assertThat(head.statusCode()).isEqualTo(200);
            assertThat(head.headers().firstValue("Content-Length")).contains("" + get.body().length);
            assertThat(head.body()).isEmpty();
            assertThat(Get.method("POST", peers).statusCode()).isEqualTo(405);
            assertThat(Get.method("GET", URI.create(tracker.http() + "/")).statusCode())
                    .isEqualTo(404);
            URI escape = URI.create(tracker.http() + "/codebase/../../../../etc/passwd");
            assertThat(Get.method("GET", escape).statusCode()).isEqualTo(404);
            URI encoded = URI.create(tracker.http() + "/codebase/%2e%2e%2fetc%2fpasswd");
            assertThat(Get.method("GET", encoded).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void http_jarsOfTheProxies_canBeDownloaded() throws Exception {
        try (TrackerServer tracker = TrackerServer.start(TrackerConfig.loopback())) {
            for (String name : List.of("reggie-dl.jar", "gridspace-dl.jar")) {
                HttpResponse<byte[]> jar = Get.method("GET", URI.create(tracker.http() + "/codebase/" + name));
                assertThat(jar.statusCode()).as(name).isEqualTo(200);
                assertThat(jar.body()).startsWith('P', 'K');
            }
        }
    }

    @Test
    void start_portTaken_namesHostAndPort() throws Exception {
        try (TrackerServer tracker = TrackerServer.start(TrackerConfig.loopback())) {
            int port = tracker.address().port();
            assertThatThrownBy(() -> TrackerServer.start(with(port, 0, null)))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
            int http = tracker.http().getPort();
            assertThatThrownBy(() -> TrackerServer.start(with(0, http, null)))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("127.0.0.1:" + http);
        }
    }

    @Test
    void start_afterClose_getsTheSamePortsAgain() throws Exception {
        TrackerServer first = TrackerServer.start(TrackerConfig.loopback());
        first.close();
        TrackerConfig same = with(first.address().port(), first.http().getPort(), null);
        try (TrackerServer second = TrackerServer.start(same)) {
            assertThat(registrar(second).getGroups()).containsExactly("");
        }
    }

    @Test
    void start_withData_keepsRegistrationsAndIdentity() throws Exception {
        Path data = temp.resolve("tracker");
        ServiceID before;
        TrackerServer first = TrackerServer.start(with(0, 0, data));
        before = registrar(first).getServiceID();
        // A registration that nobody renews or takes back: not a member's, which would register again.
        var item = new ServiceItem(null, "a service", new Entry[] {Members.peer("kept")});
        registrar(first).register(item, 600_000);
        assertThat(Get.names(first.http(), "space")).containsExactly("kept");
        first.close();

        try (TrackerServer second = TrackerServer.start(with(0, 0, data))) {
            assertThat(registrar(second).getServiceID()).isEqualTo(before);
            assertThat(Get.names(second.http(), "space")).containsExactly("kept");
            assertThat(Get.names(second.http(), "tracker")).containsExactly("" + second.address());
        }
    }

    @Test
    void start_withoutData_forgets() throws Exception {
        TrackerServer first = TrackerServer.start(TrackerConfig.loopback());
        ServiceID before = registrar(first).getServiceID();
        first.close();
        try (TrackerServer second = TrackerServer.start(with(first.address().port(), 0, null))) {
            assertThat(registrar(second).getServiceID()).isNotEqualTo(before);
            assertThat(Get.peers(second.http())).hasSize(1);
        }
    }

    @Test
    void start_withDataAndOtherGroups_belongsToTheNewOnes() throws Exception {
        Path data = temp.resolve("tracker");
        TrackerServer.start(with(0, 0, data)).close();
        TrackerConfig config = new TrackerConfig(GridNetwork.LOOPBACK, 0, 0, data, List.of("lab"), false);
        try (TrackerServer second = TrackerServer.start(config)) {
            assertThat(registrar(second).getGroups()).containsExactly("lab");
        }
    }

    @Test
    void start_dataInUse_saysSo() throws Exception {
        Path data = temp.resolve("tracker");
        try (TrackerServer first = TrackerServer.start(with(0, 0, data))) {
            assertThat(first.address().port()).isPositive();
            assertThatThrownBy(() -> TrackerServer.start(with(0, 0, data)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("" + data)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void start_dataNotWritable_saysSo() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));
        assertThatThrownBy(() -> TrackerServer.start(with(0, 0, file.resolve("tracker"))))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can't be written");
    }

    @Test
    void start_failed_leavesNoPortBehind() throws Exception {
        Path file = Files.createFile(temp.resolve("file"));
        int port;
        try (TrackerServer tracker = TrackerServer.start(TrackerConfig.loopback())) {
            port = tracker.address().port();
        }
        assertThatThrownBy(() -> TrackerServer.start(with(port, 0, file))).isInstanceOf(IOException.class);
        try (TrackerServer tracker = TrackerServer.start(with(port, 0, null))) {
            assertThat(tracker.address().port()).isEqualTo(port);
        }
    }

    @Test
    void config_widerHostWithoutTheWord_isRefused() {
        assertThatThrownBy(() -> new TrackerConfig("0.0.0.0", 0, 0, null, List.of(), false))
                .isInstanceOf(AddressRefused.class)
                .hasMessageContaining("0.0.0.0");
    }
}
