package org.gridspace.worker.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gridspace.policy.PolicyProblem;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SandboxTest {
    private final SandboxRule sandboxes = new SandboxRule("20s", "20s", "");
    private final JobJar jar = JobJar.of(FriendlyTasks.class, Invoke.class);

    @AfterAll
    void close() {
        sandboxes.close();
    }

    private Child loaded(SandboxLevel level) throws Exception {
        Child child = sandboxes.at(level).borrow();
        child.load(jar.sha256(), jar.bytes());
        return child;
    }

    private static Object returned(TaskReply reply) {
        assertThat(reply).isInstanceOf(TaskReply.Returned.class);
        return JobJar.deserialized(((TaskReply.Returned) reply).value());
    }

    @Test
    void open_bubblewrapInstalled_reachesTheFullLevelByItself() throws Exception {
        try (Sandbox sandbox = Sandbox.open(sandboxes.profile(), null, 1)) {
            assertThat(sandbox.level()).isEqualTo(SandboxRule.hasBubblewrap() ? SandboxLevel.FULL : SandboxLevel.JVM);
            assertThat(sandbox.missing().isEmpty()).isEqualTo(SandboxRule.hasBubblewrap());
            assertThat(sandbox.describe()).startsWith("sandbox level: " + sandbox.level());
        }
    }

    @Test
    void open_missingPolicy_isAPolicyProblem() {
        assertThatThrownBy(() -> Sandbox.open(new SandboxConfig(Path.of("/no/such.policy"), null, 1)))
                .isInstanceOf(PolicyProblem.class)
                .hasMessageContaining("/no/such.policy");
    }

    @Test
    void open_scratchAtTheJvmLevel_isAPolicyProblem() {
        SandboxRule scratch = new SandboxRule(
                "1s", "1s", "permission java.io.FilePermission \"${gridspace.scratch}/-\", \"read,write\";");
        assertThatThrownBy(() -> scratch.at(SandboxLevel.JVM))
                .isInstanceOf(PolicyProblem.class)
                .hasMessageContaining("/scratch");
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void run_lambdaAndRunnable_return(SandboxLevel level) throws Exception {
        try (Child child = loaded(level)) {
            assertThat(returned(child.run(JobJar.serialized(FriendlyTasks.adder(20)))))
                    .isEqualTo(42);
            assertThat(returned(child.run(JobJar.serialized(FriendlyTasks.nothing()))))
                    .isNull();
            assertThat(child.isAlive()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void run_manyKindsOfValues_comeBackEqual(SandboxLevel level) throws Exception {
        try (Child child = loaded(level)) {
            assertThat(returned(child.run(Invoke.task(FriendlyTasks.class, "everyKind"))))
                    .usingRecursiveComparison()
                    .isEqualTo(FriendlyTasks.everyKind());
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void run_ordinaryLibraryCode_works(SandboxLevel level) throws Exception {
        try (Child child = loaded(level)) {
            assertThat(returned(child.run(Invoke.task(FriendlyTasks.class, "resource"))))
                    .isEqualTo("hello hello");
            assertThat(returned(child.run(Invoke.task(FriendlyTasks.class, "threads"))))
                    .isEqualTo(2470);
            assertThat(returned(child.run(Invoke.task(FriendlyTasks.class, "parallelStream"))))
                    .isEqualTo(FriendlyTasks.parallelStream());
            assertThat(returned(child.run(Invoke.task(FriendlyTasks.class, "library"))))
                    .asString()
                    .startsWith("1,234.50 17");
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void run_tasksOfOneJob_shareStaticsAndOfTwoJobsDoNot(SandboxLevel level) throws Exception {
        try (Child one = loaded(level);
                Child two = loaded(level)) {
            assertThat(one.pid()).isNotEqualTo(two.pid());
            assertThat(returned(one.run(Invoke.task(FriendlyTasks.class, "next"))))
                    .isEqualTo(1);
            assertThat(returned(one.run(Invoke.task(FriendlyTasks.class, "next"))))
                    .isEqualTo(2);
            assertThat(returned(two.run(Invoke.task(FriendlyTasks.class, "next"))))
                    .isEqualTo(1);
        }
        try (Child three = loaded(level)) {
            assertThat(returned(three.run(Invoke.task(FriendlyTasks.class, "next"))))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void run_throwingTask_tellsEverything(SandboxLevel level) throws Exception {
        try (Child child = loaded(level)) {
            TaskReply reply = child.run(Invoke.task(FriendlyTasks.class, "odd"));
            assertThat(reply).isInstanceOfSatisfying(TaskReply.Threw.class, threw -> {
                assertThat(threw.className()).isEqualTo(FriendlyTasks.OddException.class.getName());
                assertThat(threw.message()).isEqualTo("odd at (1, 2)");
                assertThat(threw.stackTrace())
                        .contains("FriendlyTasks.odd")
                        .contains("Caused by")
                        .contains("the cause");
                assertThat(JobJar.deserialized(threw.serialized()))
                        .isInstanceOfSatisfying(
                                FriendlyTasks.OddException.class,
                                e -> assertThat(e.where()).isEqualTo(new FriendlyTasks.Point(1, 2)));
            });
            assertThat(returned(child.run(Invoke.task(FriendlyTasks.class, "alive"))))
                    .isEqualTo("alive");
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void run_resultThatDoesNotTravel_namesItsClassOrItsSize(SandboxLevel level) throws Exception {
        try (Child child = loaded(level)) {
            assertThat(child.run(Invoke.task(FriendlyTasks.class, "stuck")))
                    .isInstanceOfSatisfying(TaskReply.Threw.class, threw -> {
                        assertThat(FriendlyTasks.isNotSerializable(threw.className()))
                                .isTrue();
                        assertThat(threw.message()).isEqualTo("java.lang.Object");
                    });
            assertThat(child.run(Invoke.task(FriendlyTasks.class, "tooLarge")))
                    .isInstanceOfSatisfying(
                            TaskReply.Threw.class,
                            threw -> assertThat(threw.message()).contains("102400"));
            assertThat(returned(child.run(Invoke.task(FriendlyTasks.class, "alive"))))
                    .isEqualTo("alive");
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void run_missingClass_isNamed(SandboxLevel level) throws Exception {
        JobJar without = JobJar.of(HostileTasks.class, Invoke.class);
        try (Child child = sandboxes.at(level).borrow()) {
            child.load(without.sha256(), without.bytes());
            assertThat(child.run(JobJar.serialized(new FriendlyTasks.Absent())))
                    .isInstanceOfSatisfying(
                            TaskReply.NotLoadable.class,
                            missing -> assertThat(missing.className()).isEqualTo(FriendlyTasks.Absent.class.getName()));
            assertThat(child.run(Invoke.task(HostileTasks.class, "needsFriends")))
                    .isInstanceOfSatisfying(
                            TaskReply.NotLoadable.class,
                            missing -> assertThat(missing.className()).isEqualTo(FriendlyTasks.class.getName()));
            assertThat(child.run(new byte[] {1, 2, 3})).isInstanceOf(TaskReply.Threw.class);
            assertThat(child.run(JobJar.serialized("no task"))).isInstanceOf(TaskReply.Threw.class);
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void load_otherJarThanTheHashSays_killsTheChild(SandboxLevel level) throws Exception {
        try (Child child = sandboxes.at(level).borrow()) {
            assertThatThrownBy(() -> child.load("00".repeat(32), jar.bytes()))
                    .isInstanceOf(ChildDied.class)
                    .hasMessageContaining("SHA-256");
            assertThat(child.isAlive()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void run_printingTask_isHeardWithoutControlCharacters(SandboxLevel level) throws Exception {
        try (Child child = loaded(level)) {
            assertThat(returned(child.run(Invoke.task(FriendlyTasks.class, "print"))))
                    .isNull();
            await().atMost(Duration.ofSeconds(10))
                    .until(child::lastOutput, List.of("first line", "second ?[31mline")::equals);
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void run_interruptedCaller_killsTheChildAndServesOthers(SandboxLevel level) throws Exception {
        JobJar hostile = JobJar.of(HostileTasks.class, FriendlyTasks.class, Invoke.class);
        Child child = sandboxes.at(level).borrow();
        child.load(hostile.sha256(), hostile.bytes());
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            try {
                child.run(Invoke.task(HostileTasks.class, "ignoreInterrupts"));
                outcome.complete(new AssertionError("it returned"));
            } catch (Throwable e) {
                outcome.complete(e);
            }
        });
        caller.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> child.lastOutput().contains("started"));
        caller.interrupt();
        assertThat(outcome.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(child.isAlive()).isFalse();
        child.close();
        try (Child next = loaded(level)) {
            assertThat(returned(next.run(Invoke.task(FriendlyTasks.class, "alive"))))
                    .isEqualTo("alive");
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void run_childKilledFromOutside_saysBySignalAndServesOthers(SandboxLevel level) throws Exception {
        JobJar hostile = JobJar.of(HostileTasks.class, FriendlyTasks.class, Invoke.class);
        try (Child child = sandboxes.at(level).borrow()) {
            child.load(hostile.sha256(), hostile.bytes());
            CompletableFuture<?> killer = CompletableFuture.runAsync(() -> {
                await().atMost(Duration.ofSeconds(10))
                        .until(() -> child.lastOutput().contains("started"));
                ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
            });
            assertThatThrownBy(() -> child.run(Invoke.task(HostileTasks.class, "ignoreInterrupts")))
                    .isInstanceOfSatisfying(ChildDied.class, e -> {
                        assertThat(e.signal()).contains(9);
                        assertThat(e.limit()).isEmpty();
                        assertThat(e.lastOutput()).contains("started");
                    });
            killer.get(10, TimeUnit.SECONDS);
        }
        try (Child next = loaded(level)) {
            assertThat(returned(next.run(Invoke.task(FriendlyTasks.class, "alive"))))
                    .isEqualTo("alive");
        }
    }

    @ParameterizedTest
    @EnumSource(SandboxLevel.class)
    void close_always_leavesNoProcess(SandboxLevel level) throws Exception {
        sandboxes.at(level);
        Sandbox sandbox = Sandbox.open(sandboxes.profile(), level, 2);
        Child child = sandbox.borrow();
        child.load(jar.sha256(), jar.bytes());
        ProcessHandle outer = ProcessHandle.of(child.pid()).orElseThrow();
        List<ProcessHandle> all = java.util.stream.Stream.concat(java.util.stream.Stream.of(outer), outer.descendants())
                .toList();
        sandbox.close();
        sandbox.close();
        await().atMost(Duration.ofSeconds(10)).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        assertThatThrownBy(sandbox::borrow).isInstanceOf(IOException.class).hasMessageContaining("closed");
        assertThatThrownBy(() -> child.run(Invoke.task(FriendlyTasks.class, "alive")))
                .isInstanceOf(ChildDied.class);
    }

    @Test
    void borrow_blankChildDied_isReplaced() throws Exception {
        try (Sandbox sandbox = Sandbox.open(sandboxes.profile(), SandboxLevel.JVM, 1)) {
            ProcessHandle.current()
                    .children()
                    .filter(p -> p.info().arguments().stream()
                            .flatMap(java.util.Arrays::stream)
                            .anyMatch("org.gridspace.child.ChildMain"::equals))
                    .forEach(ProcessHandle::destroyForcibly);
            try (Child child = sandbox.borrow()) {
                child.load(jar.sha256(), jar.bytes());
                assertThat(returned(child.run(Invoke.task(FriendlyTasks.class, "alive"))))
                        .isEqualTo("alive");
            }
        }
    }
}
