package org.gridspace.child;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;

/** Opens the URLs of a job's entries from memory. Immutable. */
final class JobEntries extends URLStreamHandler {
    private static final int HASH_AND_SLASHES = 66;

    private final JobCode code;

    JobEntries(JobCode code) {
        this.code = code;
    }

    @Override
    protected URLConnection openConnection(URL url) {
        return new Entry(url, code);
    }

    private static final class Entry extends URLConnection {
        private final JobCode code;

        Entry(URL url, JobCode code) {
            super(url);
            this.code = code;
        }

        @Override
        public void connect() {
            connected = true;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            String path = url.getPath();
            byte[] bytes = path.length() < HASH_AND_SLASHES ? null : code.entry(path.substring(HASH_AND_SLASHES));
            if (bytes == null) {
                throw new FileNotFoundException(path);
            }
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public long getContentLengthLong() {
            byte[] bytes = code.entry(url.getPath()
                    .substring(Math.min(HASH_AND_SLASHES, url.getPath().length())));
            return bytes == null ? -1 : bytes.length;
        }
    }
}
