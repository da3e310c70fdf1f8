package org.gridspace.child;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.gridspace.child.protocol.FrameOutput;
import org.gridspace.child.protocol.FrameType;

/**
 * Tries, with the runtime's own rights and before any job's code is here, what the operating system lets this process
 * reach. The security manager plays no part in it: this measures the layer outside of it. No state.
 */
final class Examination {
    private static final int CONNECT_MILLIS = 1_000;

    private Examination() {}

    /** Replies what is within reach; the port is that of a listener on the worker's loopback address. */
    static void run(int port, FrameOutput out) throws IOException {
        List<String> reached = new ArrayList<>();
        String[] secrets = {"/etc/passwd", "/etc/hostname", "/proc/self/status", "/proc/1/cmdline"};
        for (String file : secrets) {
            if (canRead(file)) {
                reached.add(file.concat(" can be read"));
            }
        }
        String[] places = {"/", "/tmp", "/var/tmp", "/dev", "/dev/shm"};
        for (String place : places) {
            if (canWrite(place)) {
                reached.add(place.concat(" can be written"));
            }
        }
        if (canConnect(port)) {
            reached.add("the machine's network can be reached");
        }
        if (canOpenSocket()) {
            reached.add("a socket can be opened");
        }
        if (canStart()) {
            reached.add("a program can be started");
        }
        out.begin(FrameType.EXAMINED).number(reached.size());
        for (String thing : reached) {
            out.text(thing);
        }
        out.send();
    }

    private static boolean canRead(String file) {
        try (FileInputStream in = new FileInputStream(file)) {
            return in.read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean canWrite(String place) {
        File file = new File(
                place,
                "gridspace-examination-"
                        .concat(Long.toString(ProcessHandle.current().pid())));
        try {
            return file.createNewFile();
        } catch (IOException e) {
            return false;
        } finally {
            file.delete();
        }
    }

    private static boolean canConnect(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean canOpenSocket() {
        try (DatagramChannel channel = DatagramChannel.open()) {
            return channel.isOpen();
        } catch (IOException e) {
            return false;
        }
    }

    /** By a plain vfork, since the helper program that the JDK would use is not there. */
    private static boolean canStart() {
        System.setProperty("jdk.lang.Process.launchMechanism", "VFORK");
        try {
            new ProcessBuilder("/usr/bin/prlimit", "--version").start().destroyForcibly();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
