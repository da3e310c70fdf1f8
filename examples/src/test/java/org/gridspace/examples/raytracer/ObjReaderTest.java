package org.gridspace.examples.raytracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjReaderTest {
    private static final String SQUARE = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n";

    private static ObjMesh read(String text) throws IOException {
        return ObjReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void read_polygon_isCutIntoTriangles() throws Exception {
        assertThat(read(SQUARE + "f 1 2 3 4").corners()).containsExactly(0, 1, 2, 0, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"f 1 2 3", "f 1/1 2/2 3/3", "f 1//1 2//1 3//1", "f 1/5/1 2/6/1 3/7/1", "f -4 -3 -2", "F 1 2 3"})
    void read_anyFormOfCorners_givesTheVertices(String face) throws Exception {
        assertThat(read(SQUARE + "vn 0 0 1\n" + face).corners()).containsExactly(0, 1, 2);
    }

    @Test
    void read_normals_belongToTheirCorners() throws Exception {
        ObjMesh mesh = read(SQUARE + "vn 0 0 1\nvn 1 0 0\nf 1//2 2//-2 3");

        assertThat(mesh.cornerNormals()).containsExactly(1, 0, -1);
    }

    @Test
    void read_whatItDoesNotKnow_isSkipped() throws Exception {
        String text = "# comment\nmtllib a.mtl\no thing\r\n\ng part\nusemtl red\ns off\nvt 0 0\nl 1 2\n"
                + "v 0 0 0 1.0\nv 1 0 0 0.5 0.5 0.5 # coloured\n  v 1 1 0\nf 1 2 \\\n 3\n";

        assertThat(read(text).positions()).containsExactly(0, 0, 0, 1, 0, 0, 1, 1, 0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "v 1 2              | line 5: a vertex needs three numbers",
                "vn 1 2             | line 5: a normal needs three numbers",
                "v 1 x 2            | line 5: \"\"x\"\" isn't a number",
                "v 1 NaN 2          | line 5: \"\"NaN\"\" isn't a number",
                "f 1 2              | line 5: a face needs three corners, this has 2",
                "f 1 2 5            | line 5: there is no vertex 5 (4 so far)",
                "f 0 1 2            | line 5: there is no vertex 0 (4 so far)",
                "f -5 1 2           | line 5: there is no vertex -5 (4 so far)",
                "f 1 2 three        | line 5: \"\"three\"\" isn't the number of a vertex",
                "f 1//1 2//1 3//1   | line 5: there is no normal 1 (0 so far)",
                "f 1/1/1/1 2 3      | line 5: \"\"1/1/1/1\"\" isn't a corner",
                "# nothing          | no faces in the file: is it a Wavefront OBJ file?"
            })
    void read_mistake_isReportedWithItsLine(String line, String message) {
        assertThatThrownBy(() -> read(SQUARE + line))
                .isInstanceOf(ObjProblem.class)
                .hasMessage(message.replace("\"\"", "\""));
    }

    @Test
    void read_teapot_isWhole() throws Exception {
        ObjMesh mesh = ObjReader.read(new ByteArrayInputStream(RayTracer.teapot()));

        assertThat(mesh.triangles()).isEqualTo(992);
        assertThat(mesh.positions()).hasSize(3 * 529);
    }
}
