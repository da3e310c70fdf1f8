package org.gridspace.codec;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/** What {@link RuntimeImageTest} runs in a process of its own: needs the codec and the JDK's {@code java.base} only. */
public final class ImageRoundTrip {
    private ImageRoundTrip() {}

    /** Reads each golden value and writes it again; prints how many came out the same, and what this runtime is. */
    @SuppressWarnings({"checkstyle:RegexpSinglelineJava", "removal"})
    public static void main(String[] arguments) throws Exception {
        var codec = new EntryCodec();
        int same = 0;
        for (String line : golden()) {
            String[] parts = line.split(" ");
            Object value = Holder.decode(codec, HexFormat.of().parseHex(parts[1]));
            if (HexFormat.of().formatHex(Holder.encode(codec, value)).equals(parts[1])) {
                same++;
            } else {
                System.out.println("another encoding of " + parts[0]);
            }
        }
        var cycle = new Samples.Node();
        cycle.next = cycle;
        var decoded = (Samples.Node) Holder.decode(codec, Holder.encode(codec, cycle));
        System.out.println(same + " same, cycle " + (decoded.next == decoded) + ", security manager "
                + (System.getSecurityManager() != null) + ", Unsafe " + hasUnsafe());
    }

    private static boolean hasUnsafe() {
        return ModuleLayer.boot().findModule("jdk.unsupported").isPresent();
    }

    static List<String> golden() throws Exception {
        try (InputStream in = ImageRoundTrip.class.getResourceAsStream("encoding-1.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
