package org.gridspace.benchmarks.process;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command line of this process's Java. All benchmark processes have the same collector and leave no performance data files.
 * Immutable.
 *
 * @param options of the JVM
 * @param classPath jars and folders
 */
public record JavaCommand(List<String> options, List<String> classPath) {
    private static final List<String> COMMON = List.of("-XX:+UseSerialGC", "-XX:-UsePerfData");

    /** Copies. */
    public JavaCommand {
        options = List.copyOf(options);
        classPath = List.copyOf(classPath);
    }

    /** With this process's class path. */
    public static JavaCommand own(String... options) {
        return new JavaCommand(List.of(options), ownClassPath());
    }

    /** This process's class path. */
    public static List<String> ownClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toUnmodifiableList());
    }

    /** Where a class was loaded from, for the class path of a process that needs no more than that. */
    public static String placeOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return Path.of(source.getLocation().toURI()).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(type + " was loaded from an unusable place", e);
        }
    }

    /** The command that runs {@code mainClass} with these arguments. */
    public List<String> run(Class<?> mainClass, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(COMMON);
        command.addAll(options);
        command.add("-cp");
        command.add(String.join(File.pathSeparator, classPath));
        command.add(mainClass.getName());
        command.addAll(Arrays.asList(arguments));
        return command;
    }
}
