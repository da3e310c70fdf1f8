package org.gridspace.tracker;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The addresses that this process listens on, from Linux's {@code /proc}. */
final class OwnSockets {
    private static final String LISTENING = "0A";

    private OwnSockets() {}

    /** Each as {@code tcp ADDRESS} or {@code udp ADDRESS}, without ports. */
    static Set<String> listening() throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.isSymbolicLink(descriptor)) {
                    inodes.add(Files.readSymbolicLink(descriptor).toString());
                }
            }
        }
        Set<String> found = new TreeSet<>();
        for (String protocol : List.of("tcp", "tcp6", "udp", "udp6")) {
            for (String line : Files.readAllLines(Path.of("/proc/self/net/" + protocol))) {
                String[] columns = line.trim().split("\\s+");
                boolean open = columns.length > 9
                        && inodes.contains("socket:[" + columns[9] + "]")
                        && (protocol.startsWith("udp") || columns[3].equals(LISTENING));
                if (open) {
                    found.add(protocol.substring(0, 3) + " " + address(columns[1]));
                }
            }
        }
        return found;
    }

    private static String address(String hexColonPort) throws IOException {
        String hex = hexColonPort.substring(0, hexColonPort.indexOf(':'));
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            // Each word of four bytes is written as one little-endian number.
            int at = (i / 4) * 8 + (3 - i % 4) * 2;
            bytes[i] = (byte) Integer.parseInt(hex, at, at + 2, 16);
        }
        return InetAddress.getByAddress(bytes).getHostAddress();
    }
}
