package org.gridspace.worker.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A seccomp program in classic BPF for bubblewrap: refuses the system calls that no task needs and that lead out of a
 * sandbox, or deep into the kernel. No socket of any family (a network namespace does not stop {@code AF_VSOCK}) but
 * nameless pairs, which the JDK's file channels make; no new process (threads only), no namespaces, mounts, tracing,
 * keys, io_uring, bpf or memory files. No state.
 *
 * <p>The numbers are those of the kernel's {@code asm/unistd.h}; from 424 on they are the same everywhere.
 */
final class SystemCallFilter {
    private static final int LOAD = 0x20; // BPF_LD | BPF_W | BPF_ABS
    private static final int EQUAL = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
    private static final int AT_LEAST = 0x35; // BPF_JMP | BPF_JGE | BPF_K
    private static final int ANY_BIT = 0x45; // BPF_JMP | BPF_JSET | BPF_K
    private static final int RETURN = 0x06; // BPF_RET | BPF_K
    private static final int NUMBER_AT = 0;
    private static final int PROCESSOR_AT = 4;
    private static final int FIRST_ARGUMENT_AT = 16;

    private static final int ALLOW = 0x7fff0000;
    private static final int KILL = 0x80000000;
    private static final int NOT_PERMITTED = 0x00050001; // EPERM
    private static final int NOT_THERE = 0x00050026; // ENOSYS: the C library falls back to clone

    private static final int X32 = 0x40000000;
    private static final int CLONE3 = 435;
    private static final int UNIX_FAMILY = 1;
    private static final int CLONE_THREAD = 0x00010000;
    private static final int CLONE_NEW = 0x7e020080;

    /** io_uring, new mounts, pidfd_open and _getfd, mount_setattr, quotactl_fd, memfd_secret. */
    private static final int[] NEW_CALLS = {425, 426, 427, 428, 429, 430, 431, 432, 433, 434, 438, 442, 443, 447};

    /**
     * What differs between processors.
     *
     * @param audit the kernel's AUDIT_ARCH number
     * @param cloning the number of clone
     * @param pairing the number of socketpair
     * @param refused numbers that are refused
     */
    private record Processor(int audit, int cloning, int pairing, String refused) {}

    /*
     * In order: socket, kill, ptrace, syslog, personality, pivot_root, chroot, acct, mount, umount2, swapon,
     * swapoff, reboot, sethostname, setdomainname, init_module, delete_module, quotactl, add_key, request_key, keyctl,
     * unshare, move_pages, vmsplice, perf_event_open, fanotify_init, name_to_handle_at, open_by_handle_at, setns,
     * process_vm_readv, process_vm_writev, kcmp, finit_module, memfd_create, kexec_load, kexec_file_load, bpf, execveat,
     * userfaultfd, mbind, set_mempolicy, shmget, msgget, semget, mq_open; then on x86 only: fork, vfork, uselib,
     * modify_ldt, iopl, ioperm.
     */
    private static final Map<String, Processor> PROCESSORS = Map.of(
            "amd64", new Processor(0xc000003e, 56, 53, """
                    41 62 101 103 135 155 161 163 165 166 167 168 169 170 171 175 176 179 248 249 250 272 279 278 298
                    300 303 304 308 310 311 312 313 319 246 320 321 322 323 237 238 29 68 64 240 57 58 134 154 172 173
                    """), "aarch64", new Processor(0xc00000b7, 220, 199, """
                    198 129 117 116 92 41 51 89 40 39 224 225 142 161 162 105 106 60 217 218 219 97 239 75 241 262
                    264 265 268 270 271 272 273 279 104 294 280 281 282 235 237 194 186 190 180
                    """));

    private SystemCallFilter() {}

    /** Writes the program for this processor into a directory. */
    static Path write(Path folder) throws IOException {
        String name = System.getProperty("os.arch");
        Processor processor = PROCESSORS.get(name);
        if (processor == null) {
            throw new SandboxUnavailable("there is no system call filter for the processor " + name);
        }
        return Files.write(folder.resolve("system-calls.bpf"), program(processor));
    }

    private static byte[] program(Processor processor) {
        ByteBuffer program = ByteBuffer.allocate(8 * 256).order(ByteOrder.LITTLE_ENDIAN);
        put(program, LOAD, 0, 0, PROCESSOR_AT);
        put(program, EQUAL, 1, 0, processor.audit());
        put(program, RETURN, 0, 0, KILL);
        put(program, LOAD, 0, 0, NUMBER_AT);
        put(program, AT_LEAST, 0, 1, X32);
        put(program, RETURN, 0, 0, NOT_PERMITTED);
        for (String number : processor.refused().strip().split("\\s+", -1)) {
            refuse(program, Integer.parseInt(number), NOT_PERMITTED);
        }
        for (int number : NEW_CALLS) {
            refuse(program, number, NOT_PERMITTED);
        }
        refuse(program, CLONE3, NOT_THERE);
        put(program, EQUAL, 0, 4, processor.pairing());
        put(program, LOAD, 0, 0, FIRST_ARGUMENT_AT);
        put(program, EQUAL, 0, 1, UNIX_FAMILY);
        put(program, RETURN, 0, 0, ALLOW);
        put(program, RETURN, 0, 0, NOT_PERMITTED);
        put(program, EQUAL, 1, 0, processor.cloning());
        put(program, RETURN, 0, 0, ALLOW);
        put(program, LOAD, 0, 0, FIRST_ARGUMENT_AT);
        put(program, ANY_BIT, 0, 2, CLONE_THREAD);
        put(program, ANY_BIT, 1, 0, CLONE_NEW);
        put(program, RETURN, 0, 0, ALLOW);
        put(program, RETURN, 0, 0, NOT_PERMITTED);
        byte[] bytes = new byte[program.position()];
        program.flip().get(bytes);
        return bytes;
    }

    private static void refuse(ByteBuffer program, int number, int answer) {
        put(program, EQUAL, 0, 1, number);
        put(program, RETURN, 0, 0, answer);
    }

    /** One instruction: the jumps count the instructions to leap over. */
    private static void put(ByteBuffer program, int code, int ifTrue, int ifFalse, int value) {
        program.putShort((short) code).put((byte) ifTrue).put((byte) ifFalse).putInt(value);
    }
}
