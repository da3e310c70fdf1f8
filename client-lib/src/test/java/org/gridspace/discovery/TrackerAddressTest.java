package org.gridspace.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrackerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "localhost,            localhost, 4160",
        "10.0.0.5:99,          10.0.0.5,  99",
        "jini://10.0.0.5:99/,  10.0.0.5,  99",
        "jini://host,          host,      4160",
        "[::1]:99,             ::1,       99",
        "[::1],                ::1,       4160",
        "::1,                  ::1,       4160",
        "' host:1 ',           host,      1",
    })
    void parse_valid_isRead(String text, String host, int port) {
        assertThat(TrackerAddress.parse(text)).isEqualTo(new TrackerAddress(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "host:",
                "host:x",
                "host:-1",
                "host:65536",
                "[::1",
                "[::1]99",
                "a b:1",
                "jini://h:1/x",
                "me@h"
            })
    void parse_invalid_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TrackerAddress.parse(text));
    }

    @Test
    void toString_address_isReadBack() {
        for (TrackerAddress address :
                new TrackerAddress[] {new TrackerAddress("host", 1), new TrackerAddress("::1", 65_535)}) {
            assertThat(TrackerAddress.parse(address.toString())).isEqualTo(address);
        }
    }
}
