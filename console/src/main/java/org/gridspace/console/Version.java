package org.gridspace.console;

import picocli.CommandLine.IVersionProvider;

/** What {@code gridspace --version} answers: the version in the jar's manifest, and the Java it runs on. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "gridspace " + (version == null ? "(not packaged)" : version), "Java " + Runtime.version(),
        };
    }
}
