package org.gridspace.grid;

import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A parsed {@code jini://HOST[:PORT][/SPACE]}.
 *
 * @param host name or address of a tracker
 * @param port its port
 * @param space the space's name; null for the only one
 */
record GridAddress(String host, int port, @Nullable String space) {
    private static final int STANDARD_PORT = 4160;

    static GridAddress parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw malformed(text);
        }
        String path = uri.getPath() == null || uri.getPath().equals("/") ? "" : uri.getPath();
        boolean plain = uri.getQuery() == null && uri.getFragment() == null && uri.getUserInfo() == null;
        boolean port = uri.getPort() == -1 || (uri.getPort() > 0 && uri.getPort() <= 65535);
        if (!"jini".equals(uri.getScheme()) || uri.getHost() == null || !plain || !port || path.lastIndexOf('/') > 0) {
            throw malformed(text);
        }
        return new GridAddress(
                uri.getHost(),
                uri.getPort() == -1 ? STANDARD_PORT : uri.getPort(),
                path.isEmpty() ? null : path.substring(1));
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException("not the address of a grid (jini://HOST:PORT/SPACE): " + text);
    }

    @Override
    public String toString() {
        return "jini://" + host + ":" + port + (space == null ? "" : "/" + space);
    }
}
