package org.gridspace.tracker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** A test's browser. */
final class Get {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Get() {}

    static HttpResponse<byte[]> method(String method, URI uri) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, BodyPublishers.noBody())
                .build();
        return CLIENT.send(request, BodyHandlers.ofByteArray());
    }

    static JsonNode peers(URI tracker) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(method("GET", URI.create(tracker + "/peers")).body())
                .get("peers");
    }

    /** The names of the listed members of a kind. */
    static List<String> names(URI tracker, String kind) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (JsonNode peer : peers(tracker)) {
            if (peer.get("kind").asText().equals(kind)) {
                names.add(peer.get("name").asText());
            }
        }
        return names;
    }
}
