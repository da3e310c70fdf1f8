package org.gridspace.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LocalHttpTest {
    private static String raw(LocalHttp http, String request) throws IOException {
        try (Socket socket = new Socket(http.uri().getHost(), http.uri().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static String get(LocalHttp http, String path) throws IOException {
        return raw(http, "GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    }

    @Test
    void answer_pathsThatAreNotPages_areNotFound() throws Exception {
        try (LocalHttp http = LocalHttp.start(GridNetwork.LOOPBACK, 0)) {
            http.serve("/page", LocalHttp.Page.of("text/plain", "content".getBytes(StandardCharsets.US_ASCII)));
            assertThat(get(http, "/page")).startsWith("HTTP/1.1 200").endsWith("\r\n\r\ncontent");
            assertThat(get(http, "/page?query")).startsWith("HTTP/1.1 200");
            for (String path : new String[] {"/", "/page/", "/page/../page", "//page", "/../../etc/passwd"}) {
                assertThat(get(http, path)).startsWith("HTTP/1.1 404");
            }
        }
    }

    @Test
    void answer_pageFails_saysSoWithoutDetails() throws Exception {
        try (LocalHttp http = LocalHttp.start(GridNetwork.LOOPBACK, 0)) {
            http.serve("/page", new LocalHttp.Page() {
                @Override
                public String type() {
                    return "text/plain";
                }

                @Override
                public byte[] content() throws IOException {
                    throw new IOException("a secret");
                }
            });
            assertThat(get(http, "/page")).startsWith("HTTP/1.1 500").doesNotContain("secret");
        }
    }

    @Test
    void answer_clientsThatSendNothing_doNotBlockOthers() throws Exception {
        try (LocalHttp http = LocalHttp.start(GridNetwork.LOOPBACK, 0)) {
            http.serve("/page", LocalHttp.Page.of("text/plain", "content".getBytes(StandardCharsets.US_ASCII)));
            Socket[] silent = new Socket[16];
            for (int i = 0; i < silent.length; i++) {
                silent[i] = new Socket(http.uri().getHost(), http.uri().getPort());
            }
            assertThat(get(http, "/page")).startsWith("HTTP/1.1 200");
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void start_portTaken_namesHostAndPort() throws Exception {
        try (LocalHttp http = LocalHttp.start(GridNetwork.LOOPBACK, 0)) {
            int port = http.uri().getPort();
            assertThatThrownBy(() -> LocalHttp.start(GridNetwork.LOOPBACK, port))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
    }
}
