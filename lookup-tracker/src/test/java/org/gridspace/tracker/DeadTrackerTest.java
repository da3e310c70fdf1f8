package org.gridspace.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.gridspace.discovery.GridMember;
import org.gridspace.discovery.GridNetwork;
import org.gridspace.discovery.TrackerAddress;
import org.junit.jupiter.api.Test;

/** What a member says and costs while its tracker isn't there. */
class DeadTrackerTest {
    private static final class Recorder extends Handler {
        final List<String> warnings = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.INFO.intValue()) {
                warnings.add(
                        record.getLoggerName() + ": " + record.getMessage() + Arrays.toString(record.getParameters()));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    private static long processorMillis(String threads) {
        ThreadMXBean bean = ManagementFactory.getThreadMXBean();
        long nanos = 0;
        for (long id : bean.getAllThreadIds()) {
            var info = bean.getThreadInfo(id);
            if (info != null && info.getThreadName().startsWith(threads)) {
                nanos += Math.max(0, bean.getThreadCpuTime(id));
            }
        }
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    @Test
    void member_noTrackerThere_warnsOnceAndBurnsNothing() throws Exception {
        TrackerAddress nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(GridNetwork.LOOPBACK))) {
            nobody = new TrackerAddress(GridNetwork.LOOPBACK, free.getLocalPort());
        }
        Recorder recorder = new Recorder();
        Logger root = Logger.getLogger("");
        root.addHandler(recorder);
        try (GridMember member = Members.space("lonely", nobody)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> !recorder.warnings.isEmpty());
            long before = processorMillis("gridspace-tracker");
            // Two or three more attempts, each of which River would tell.
            assertThat(member.awaitRegistered(Duration.ofSeconds(5))).isFalse();
            assertThat(processorMillis("gridspace-tracker") - before).isLessThan(250);
            assertThat(recorder.warnings).singleElement().asString().contains(nobody.toString());
        } finally {
            root.removeHandler(recorder);
        }
    }
}
