package org.gridspace.benchmarks.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void percentiles_ofTwoAdded_areOfAllCalls() {
        var latencies = new Latencies();
        var others = new Latencies();
        for (int i = 0; i < 97; i++) {
            latencies.since(System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
        }
        for (int i = 0; i < 3; i++) {
            others.since(System.nanoTime() - TimeUnit.SECONDS.toNanos(100));
        }
        latencies.add(others);
        assertThat(latencies.count()).isEqualTo(100);
        assertThat(latencies.p50()).isCloseTo(1e6, within(1e5));
        assertThat(latencies.p99()).isCloseTo(1e8, within(1e6));
    }

    @Test
    void command_always_hasTheLengthOfEachPart() {
        byte[] command = RedisConnection.command(RedisConnection.word("LPOP"), RedisConnection.word("a"));
        assertThat(new String(command, StandardCharsets.US_ASCII)).isEqualTo("*2\r\n$4\r\nLPOP\r\n$1\r\na\r\n");
    }
}
