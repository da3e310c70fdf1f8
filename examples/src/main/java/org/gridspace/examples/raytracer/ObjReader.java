package org.gridspace.examples.raytracer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads the geometry of a Wavefront OBJ file: vertices, normals and faces of any number of corners, which are cut into
 * triangles from their first corner. Corners may be {@code v}, {@code v/vt}, {@code v//vn} or {@code v/vt/vn}, counted
 * from one or, negative, back from the latest. Whatever else such files hold (texture coordinates, groups, materials,
 * lines, curves) is skipped. Lines may end in a backslash to go on. Used once, by one thread.
 */
final class ObjReader {
    /** More triangles than this are refused, because a worker's memory is bounded. */
    static final int MAX_TRIANGLES = 1_000_000;

    private final FloatList positions = new FloatList();
    private final FloatList normals = new FloatList();
    private final IntList corners = new IntList();
    private final IntList cornerNormals = new IntList();
    private int line;

    private ObjReader() {}

    /**
     * Reads to the end of the stream.
     *
     * @throws ObjProblem naming the line, when the file isn't one
     */
    static ObjMesh read(InputStream in) throws IOException {
        var reader = new ObjReader();
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
        String text = lines.readLine();
        while (text != null) {
            reader.line++;
            while (text.endsWith("\\")) {
                String more = lines.readLine();
                reader.line++;
                text = text.substring(0, text.length() - 1) + " " + (more == null ? "" : more);
            }
            reader.statement(text);
            text = lines.readLine();
        }
        return reader.result();
    }

    private ObjMesh result() throws ObjProblem {
        if (corners.size() == 0) {
            throw new ObjProblem("no faces in the file: is it a Wavefront OBJ file?");
        }
        return new ObjMesh(positions.toArray(), normals.toArray(), corners.toArray(), cornerNormals.toArray());
    }

    private void statement(String text) throws ObjProblem {
        int comment = text.indexOf('#');
        String[] words =
                (comment < 0 ? text : text.substring(0, comment)).trim().split("\\s+");
        switch (words[0].toLowerCase(Locale.ROOT)) {
            case "v" -> numbers(words, "vertex", positions);
            case "vn" -> numbers(words, "normal", normals);
            case "f" -> face(words);
            default -> {
                // not geometry
            }
        }
    }

    private void numbers(String[] words, String what, FloatList target) throws ObjProblem {
        if (words.length < 4) {
            throw new ObjProblem(line, "a " + what + " needs three numbers");
        }
        for (int i = 1; i <= 3; i++) {
            target.add(number(words[i]));
        }
    }

    private float number(String word) throws ObjProblem {
        try {
            float value = Float.parseFloat(word);
            if (Float.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new ObjProblem(line, "\"" + word + "\" isn't a number");
    }

    private void face(String[] words) throws ObjProblem {
        int count = words.length - 1;
        if (count < 3) {
            throw new ObjProblem(line, "a face needs three corners, this has " + count);
        }
        int[] vertex = new int[count];
        int[] normal = new int[count];
        for (int i = 0; i < count; i++) {
            String[] parts = words[i + 1].split("/", -1);
            if (parts.length > 3) {
                throw new ObjProblem(line, "\"" + words[i + 1] + "\" isn't a corner");
            }
            vertex[i] = index(parts[0], positions.size() / 3, "vertex");
            normal[i] = parts.length == 3 && !parts[2].isEmpty() ? index(parts[2], normals.size() / 3, "normal") : -1;
        }
        for (int i = 2; i < count; i++) {
            for (int corner : new int[] {0, i - 1, i}) {
                corners.add(vertex[corner]);
                cornerNormals.add(normal[corner]);
            }
        }
        if (corners.size() > 3 * MAX_TRIANGLES) {
            throw new ObjProblem(line, "more than " + MAX_TRIANGLES + " triangles");
        }
    }

    private int index(String word, int known, String what) throws ObjProblem {
        try {
            int number = Integer.parseInt(word);
            int index = number < 0 ? known + number : number - 1;
            if (number != 0 && index >= 0 && index < known) {
                return index;
            }
        } catch (NumberFormatException e) {
            throw new ObjProblem(line, "\"" + word + "\" isn't the number of a " + what);
        }
        throw new ObjProblem(line, "there is no " + what + " " + word + " (" + known + " so far)");
    }
}
