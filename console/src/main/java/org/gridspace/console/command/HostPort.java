package org.gridspace.console.command;

/** A host and a port as one word. */
final class HostPort {
    private HostPort() {}

    /** {@code host:port}, with brackets around an IPv6 address. */
    static String of(String host, int port) {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
