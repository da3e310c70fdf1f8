package org.gridspace.benchmarks.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.gridspace.benchmarks.process.JavaCommand;
import org.gridspace.benchmarks.process.Supervised;

/**
 * Outrigger 2.2.3, transient, with Mahalo in the same process, as River ships them. The classes of {@code java.rmi.activation}, which
 * JDK 17 has no more and River's classes refer to, are patched in. Its clients have River's own jars on their class path, not ours.
 *
 * @param name which of the two ways it is started
 * @param files where the jars are
 */
public record OutriggerPeer(PeerName name, PeerFiles files) implements Peer {
    /** What clients don't get from our class path: River in the form that we ship it. */
    private static final String OUR_RIVER = "gridspace-river";

    private static final List<String> CLIENT_JARS =
            List.of("jsk-platform", "jsk-lib", "jsk-resources", "outrigger-dl", "mahalo-dl", "reggie-dl");

    @Override
    public Seat start() throws IOException, InterruptedException {
        List<String> flat = new ArrayList<>();
        flat.add(JavaCommand.placeOf(Supervised.class));
        flat.addAll(files.jars());
        return Servers.joined(
                name,
                tracker -> name == PeerName.OUTRIGGER ? standard(tracker) : directly(tracker, flat),
                new JavaCommand(patched(), clientClassPath()));
    }

    private List<String> standard(String tracker) {
        List<String> options = serverOptions(tracker);
        options.addAll(List.of(
                "-Djava.security.policy=" + files.file("all.policy"),
                "-Djava.rmi.server.useCodebaseOnly=false",
                "--add-exports=java.base/sun.security.provider=ALL-UNNAMED"));
        var classPath = List.of(
                JavaCommand.placeOf(Supervised.class),
                files.jar("start"),
                files.jar("jsk-platform"),
                files.jar("jsk-policy"),
                files.jar("jsk-resources"));
        return new JavaCommand(options, classPath)
                .run(Supervised.class, "com.sun.jini.start.ServiceStarter", files.file("start.config"));
    }

    private List<String> directly(String tracker, List<String> classPath) {
        return new JavaCommand(serverOptions(tracker), classPath)
                .run(
                        Supervised.class,
                        FlatServices.class.getName(),
                        "com.sun.jini.mahalo.TransientMahaloImpl",
                        files.file("mahalo.config"),
                        "com.sun.jini.outrigger.TransientOutriggerImpl",
                        files.file("outrigger.config"));
    }

    private List<String> serverOptions(String tracker) {
        List<String> options = patched();
        options.addAll(List.of(
                Servers.HEAP, "-Dgridspace.bench.peers=" + files.folder(), "-Dgridspace.bench.tracker=" + tracker));
        return options;
    }

    private List<String> patched() {
        return new ArrayList<>(List.of(
                "--patch-module=java.rmi=" + files.file("activation"),
                "--add-exports=java.rmi/java.rmi.activation=ALL-UNNAMED"));
    }

    private List<String> clientClassPath() {
        List<String> classPath = new ArrayList<>();
        CLIENT_JARS.forEach(artifact -> classPath.add(files.jar(artifact)));
        JavaCommand.ownClassPath().stream()
                .filter(part -> !part.contains(OUR_RIVER))
                .forEach(classPath::add);
        return classPath;
    }
}
