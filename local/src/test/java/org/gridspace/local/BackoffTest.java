package org.gridspace.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(30));

    @Test
    void afterDeath_soonAgainAndAgain_doublesUpToTenSeconds() {
        assertThat(backoff.afterDeath(0)).isEqualTo(100);
        assertThat(backoff.afterDeath(29_999)).isEqualTo(200);
        for (int i = 0; i < 10; i++) {
            backoff.afterDeath(0);
        }
        assertThat(backoff.afterDeath(0)).isEqualTo(10_000);
    }

    @Test
    void afterDeath_ofAHealthyProcess_startsAnew() {
        backoff.afterDeath(0);
        backoff.afterDeath(0);
        assertThat(backoff.afterDeath(30_000)).isEqualTo(100);
        assertThat(backoff.afterDeath(0)).isEqualTo(200);
    }
}
