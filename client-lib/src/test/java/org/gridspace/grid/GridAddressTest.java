package org.gridspace.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridAddressTest {
    @Test
    void parse_fullAddress_givesItsParts() {
        assertThat(GridAddress.parse("jini://host:4161/render")).isEqualTo(new GridAddress("host", 4161, "render"));
    }

    @Test
    void parse_withoutPortOrSpace_usesTheStandardPortAndAnySpace() {
        assertThat(GridAddress.parse("jini://host")).isEqualTo(new GridAddress("host", 4160, null));
        assertThat(GridAddress.parse("jini://host/")).isEqualTo(new GridAddress("host", 4160, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host:4160",
                "http://host:4160/space",
                "jini:host",
                "jini:///space",
                "jini://host:99999/space",
                "jini://host:port/space",
                "jini://host/space/more",
                "jini://host/space?x=1",
                "jini://me@host/space",
                "jini://ho st/space"
            })
    void parse_anythingElse_isRefusedWithTheForm(String text) {
        assertThatThrownBy(() -> GridAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jini://HOST:PORT/SPACE");
    }

    @Test
    void connect_hostThatDoesNotExist_isUnavailable() {
        assertThatThrownBy(() -> Grid.connect("jini://no-such-host.invalid:4160/space"))
                .isInstanceOf(org.gridspace.failure.GridUnavailable.class)
                .hasMessageContaining("no-such-host.invalid");
    }

    @Test
    void local_withoutTheModule_saysWhatIsMissing() {
        assertThatThrownBy(() -> Grid.local(1))
                .isInstanceOf(org.gridspace.failure.GridUnavailable.class)
                .hasMessageContaining("gridspace-local");
    }

    @Test
    void local_withoutAnyWorker_isRefused() {
        assertThatThrownBy(() -> Grid.local(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
