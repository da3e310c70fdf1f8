package org.gridspace.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Strangers' tasks at each level: each is contained, and an ordinary task is served right after it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
class HostileTest {
    private final SandboxRule sandboxes = new SandboxRule("3s", "1s", "");
    private final SandboxRule longer = new SandboxRule("30s", "1s", "");
    private final JobJar jar = JobJar.of(HostileTasks.class, Invoke.class);

    @AfterAll
    void close() {
        sandboxes.close();
        longer.close();
    }

    private TaskReply run(SandboxRule rule, SandboxLevel level, String task) throws Exception {
        try (Child child = rule.at(level).borrow()) {
            child.load(jar.sha256(), jar.bytes());
            return child.run(Invoke.task(HostileTasks.class, task));
        } finally {
            try (Child next = rule.at(level).borrow()) {
                next.load(jar.sha256(), jar.bytes());
                assertThat(value(next.run(Invoke.task(HostileTasks.class, "served"))))
                        .isEqualTo("served");
            }
        }
    }

    private static Object value(TaskReply reply) {
        assertThat(reply).isInstanceOf(TaskReply.Returned.class);
        return JobJar.deserialized(((TaskReply.Returned) reply).value());
    }

    private void assertKilled(SandboxRule rule, SandboxLevel level, String task, String limit) {
        assertThatThrownBy(() -> run(rule, level, task))
                .isInstanceOfSatisfying(
                        ChildDied.class,
                        e -> assertThat(e.limit()).as(e.getMessage()).contains(limit));
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void everythingForbidden_isStoppedByTheGuard(SandboxLevel level) throws Exception {
        assertThat(Integer.parseInt((String) value(run(sandboxes, level, "names"))))
                .isGreaterThan(30);
        assertThat(value(run(sandboxes, level, "breaches"))).isEqualTo("");
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void internals_areNotThere(SandboxLevel level) throws Exception {
        assertThat(value(run(sandboxes, level, "visibleInternals"))).isEqualTo("");
        assertThat(run(sandboxes, level, "callsPrivateMethods")).isInstanceOf(TaskReply.Threw.class);
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void attackWhileDeserialized_isStopped(SandboxLevel level) throws Exception {
        try (Child child = sandboxes.at(level).borrow()) {
            child.load(jar.sha256(), jar.bytes());
            assertThat(child.run(JobJar.serialized(new HostileTasks.ReadsWhenRead())))
                    .isInstanceOfSatisfying(
                            TaskReply.Threw.class,
                            threw -> assertThat(threw.className()).isEqualTo("java.security.AccessControlException"));
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void endlessWait_isKilledByWallTime(SandboxLevel level) {
        assertKilled(sandboxes, level, "ignoreInterrupts", "wall-time");
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void endlessLoop_isKilledByProcessorTime(SandboxLevel level) {
        assertKilled(longer, level, "loopForever", "cpu-time");
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void heapBomb_isKilledByMemory(SandboxLevel level) {
        assertKilled(longer, level, "heapBomb", "memory");
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void directMemoryBombAndDeepRecursion_areErrorsOfTheTask(SandboxLevel level) throws Exception {
        assertThat(run(longer, level, "directBomb"))
                .isInstanceOfSatisfying(
                        TaskReply.Threw.class,
                        threw -> assertThat(threw.className()).isEqualTo("java.lang.OutOfMemoryError"));
        assertThat(run(longer, level, "deepRecursion"))
                .isInstanceOfSatisfying(
                        TaskReply.Threw.class,
                        threw -> assertThat(threw.className()).isEqualTo("java.lang.StackOverflowError"));
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void threadBomb_getsAsManyAsThePolicySays(SandboxLevel level) throws Exception {
        assertThat((int) value(run(longer, level, "threadBomb"))).isBetween(15, 20);
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void endlessPrinting_isDroppedAndDoesNotHarm(SandboxLevel level) throws Exception {
        assertThat(value(run(longer, level, "printForever"))).isEqualTo("printed");
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void leftoverThread_endsWithItsJob(SandboxLevel level) throws Exception {
        Child child = longer.at(level).borrow();
        child.load(jar.sha256(), jar.bytes());
        child.run(Invoke.task(HostileTasks.class, "leaveThread"));
        ProcessHandle process = ProcessHandle.of(child.pid()).orElseThrow();
        child.close();
        process.onExit().get(10, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(process.isAlive()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void throwablesThatAreTraps_areCut(SandboxLevel level) throws Exception {
        assertThat(run(longer, level, "trap")).isInstanceOfSatisfying(TaskReply.Threw.class, threw -> {
            assertThat(threw.className()).isEqualTo(HostileTasks.Trap.class.getName());
            assertThat(threw.serialized()).isNull();
        });
        assertThat(run(longer, level, "hugeMessage")).isInstanceOfSatisfying(TaskReply.Threw.class, threw -> {
            assertThat(threw.message()).hasSize(4_096);
            assertThat(threw.stackTrace()).hasSizeLessThanOrEqualTo(32_768);
        });
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void afterAKill_theNextTaskIsServedWithinTwoSeconds(SandboxLevel level) throws Exception {
        Child child = longer.at(level).borrow();
        child.load(jar.sha256(), jar.bytes());
        assertThatThrownBy(() -> child.run(Invoke.task(HostileTasks.class, "heapBomb")))
                .isInstanceOf(ChildDied.class);
        long start = System.nanoTime();
        child.close();
        try (Child next = longer.at(level).borrow()) {
            next.load(jar.sha256(), jar.bytes());
            assertThat(value(next.run(Invoke.task(HostileTasks.class, "served"))))
                    .isEqualTo("served");
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }
}
