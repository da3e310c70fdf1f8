package org.gridspace.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridNetworkTest {
    private static GridNetwork on(String host, boolean insecure, TrackerAddress... trackers) {
        return new GridNetwork(List.of(trackers), List.of(), host, insecure);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.9.10", "localhost", "::1"})
    void host_loopback_isAllowed(String host) {
        assertThat(on(host, false).host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "10.0.0.5"})
    void host_wider_isRefusedByName(String host) {
        assertThatThrownBy(() -> on(host, false))
                .isInstanceOf(AddressRefused.class)
                .hasMessageContaining(host);
    }

    @Test
    void tracker_onAnotherMachine_isRefusedWithoutTheWord() {
        TrackerAddress away = new TrackerAddress("192.0.2.1", 4160);
        assertThatThrownBy(() -> on("127.0.0.1", false, away)).isInstanceOf(AddressRefused.class);
        assertThat(on("127.0.0.1", true, away).trackers()).containsExactly(away);
    }

    @Test
    void host_notOurs_isRefusedEvenInsecure() {
        assertThatIllegalArgumentException().isThrownBy(() -> on("192.0.2.1", true));
    }

    @Test
    void advertisedHost_wildcard_isNoWildcard() throws Exception {
        GridNetwork network = on("0.0.0.0", true);
        try {
            String address = network.advertisedHost();
            assertThat(address).isNotIn("0.0.0.0", "127.0.0.1").doesNotContain("%");
            assertThat(InetAddress.getByName(address).isLoopbackAddress()).isFalse();
        } catch (IllegalStateException e) {
            // A machine with nothing but loopback has no address to advertise.
            assertThat(e).hasMessageContaining("loopback");
        }
        assertThat(GridNetwork.loopback().advertisedHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void groups_none_areThePublicOne() {
        assertThat(GridNetwork.loopback().groups()).containsExactly("");
    }
}
