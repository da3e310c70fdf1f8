package org.gridspace.console.command;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.gridspace.console.outcome.CommandFailed;
import org.gridspace.console.outcome.ExitCode;

/** A jar with a master program: its main class runs in this process and joins the grid by a property. */
final class MasterJar {
    /** The property that tells the program which address to give to {@code Grid.connect}. */
    static final String URI_PROPERTY = "gridspace.uri";

    private final Path file;
    private final String mainClass;

    private MasterJar(Path file, String mainClass) {
        this.file = file;
        this.mainClass = mainClass;
    }

    /** Checks that {@code file} is a jar with a main class; if not, the command ends with 2. */
    static MasterJar open(Path file) {
        if (!Files.isRegularFile(file)) {
            throw Misuse.of("no such file: " + file);
        }
        try (var jar = new JarFile(file.toFile())) {
            Manifest manifest = jar.getManifest();
            String mainClass =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            if (mainClass == null) {
                throw Misuse.of(file + " has no Main-Class in its manifest");
            }
            return new MasterJar(file, mainClass.strip());
        } catch (IOException e) {
            throw new CommandFailed(ExitCode.USAGE, file + " is not a jar: " + e.getMessage(), e);
        }
    }

    /** Runs the program until its main method returns; what that throws ends the command with 1. */
    int run(String uri, List<String> args) throws Exception {
        System.setProperty(URI_PROPERTY, uri);
        var loader = new URLClassLoader(new URL[] {file.toUri().toURL()}, MasterJar.class.getClassLoader());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try (loader) {
            main(loader).invoke(null, (Object) args.toArray(String[]::new));
            return ExitCode.DONE.number();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception thrown) {
                throw thrown;
            }
            throw e;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Method main(ClassLoader loader) {
        try {
            Method main = loader.loadClass(mainClass).getMethod("main", String[].class);
            main.trySetAccessible();
            return main;
        } catch (ClassNotFoundException | NoSuchMethodException | LinkageError e) {
            throw new CommandFailed(
                    ExitCode.USAGE, file + ": " + mainClass + " has no public static main(String[])", e);
        }
    }
}
