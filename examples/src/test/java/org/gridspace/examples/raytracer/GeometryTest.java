package org.gridspace.examples.raytracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GeometryTest {
    private static final String CUBE = """
            v 0 0 0
            v 10 0 0
            v 10 10 0
            v 0 10 0
            v 0 0 10
            v 10 0 10
            v 10 10 10
            v 0 10 10
            f 4 3 2 1
            f 5 6 7 8
            f 1 2 6 5
            f 2 3 7 6
            f 3 4 8 7
            f 4 1 5 8
            """;

    private static ObjMesh obj(String text) throws Exception {
        return ObjReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void mesh_anySize_standsOnTheFloorInTheMiddle() throws Exception {
        Mesh mesh = Mesh.of(obj(CUBE.replace("10", "1000")));

        assertThat(mesh.height()).isCloseTo(2, within(1e-6));
        assertThat(mesh.radius()).isCloseTo(Math.sqrt(2), within(1e-6));
        assertThat(mesh.positions()).contains(-1f, 0f, 2f).doesNotContain(1000f);
    }

    @Test
    void mesh_sharpEdges_stayFlat() throws Exception {
        Mesh mesh = Mesh.of(obj(CUBE));

        for (float component : mesh.normals()) {
            assertThat(Math.abs(component)).isIn(0f, 1f);
        }
    }

    @Test
    void mesh_withoutExtent_isRefused() {
        assertThatThrownBy(() -> Mesh.of(obj("v 1 1 1\nf 1 1 1")))
                .isInstanceOf(ObjProblem.class)
                .hasMessage("all vertices are in one place");
    }

    @Test
    void subdivide_closedMesh_growsFourfoldAndRounder() throws Exception {
        ObjMesh cube = obj(CUBE);

        ObjMesh rounder = LoopSubdivision.subdivide(cube);

        assertThat(rounder.triangles()).isEqualTo(4 * cube.triangles());
        assertThat(rounder.positions()).hasSize(3 * (8 + 18)); // a vertex for each edge
        for (int v = 0; v < 8; v++) {
            Vec fromCentre = rounder.position(v).minus(new Vec(5, 5, 5));
            assertThat(fromCentre.length()).isLessThan(Math.sqrt(75)).isGreaterThan(3);
        }
    }

    @Test
    void subdivide_openBorder_staysInItsPlane() throws Exception {
        ObjMesh rounder = LoopSubdivision.subdivide(obj("v 0 0 0\nv 4 0 0\nv 4 4 0\nv 0 4 0\nf 1 2 3 4"));

        assertThat(rounder.position(0)).isEqualTo(new Vec(0.5 * 0 + 0.125 * 4, 0.125 * 4, 0));
        for (int v = 0; v < rounder.positions().length / 3; v++) {
            assertThat(rounder.position(v).z()).isZero();
        }
    }

    @Test
    void tree_anyRay_findsWhatLookingAtEveryTriangleFinds() throws Exception {
        ObjMesh source = ObjReader.read(new ByteArrayInputStream(RayTracer.teapot()));
        Mesh mesh = Mesh.of(LoopSubdivision.subdivide(source));
        Bvh tree = Bvh.over(mesh);
        int[] stack = new int[Bvh.STACK];
        var random = new Random(42);
        int hits = 0;
        for (int i = 0; i < 2000; i++) {
            Vec origin = random(random).times(3);
            Vec direction = random(random).minus(origin).unit();
            var ray = new Ray();
            ray.set(origin, direction, 1e9);

            tree.intersect(ray, stack, false);

            double expected = nearest(mesh, origin, direction);
            hits += ray.met >= 0 ? 1 : 0;
            if (expected < 1e9) {
                assertThat(ray.met).as("ray %d", i).isNotEqualTo(Ray.NOTHING);
                assertThat(ray.reach).as("ray %d", i).isCloseTo(expected, within(1e-9));
            } else {
                assertThat(ray.met).as("ray %d", i).isEqualTo(Ray.NOTHING);
            }
            ray.set(origin, direction, 1e9);
            tree.intersect(ray, stack, true);
            assertThat(ray.met >= 0).as("shadow %d", i).isEqualTo(expected < 1e9);
        }
        assertThat(hits).isBetween(200, 1800);
    }

    /** By solving for the plane and the three edges, another way than the tree's. */
    private static double nearest(Mesh mesh, Vec origin, Vec direction) {
        double nearest = 1e9;
        for (int t = 0; t < mesh.triangles(); t++) {
            Vec a = corner(mesh, t, 0);
            Vec b = corner(mesh, t, 1);
            Vec c = corner(mesh, t, 2);
            Vec normal = b.minus(a).cross(c.minus(a));
            double distance = a.minus(origin).dot(normal) / direction.dot(normal);
            Vec point = origin.plus(direction.times(distance));
            boolean inside = b.minus(a).cross(point.minus(a)).dot(normal) >= 0
                    && c.minus(b).cross(point.minus(b)).dot(normal) >= 0
                    && a.minus(c).cross(point.minus(c)).dot(normal) >= 0;
            if (inside && distance > 0 && distance < nearest) {
                nearest = distance;
            }
        }
        return nearest;
    }

    @Test
    void tree_manyTrianglesInOnePlace_isBuilt() throws Exception {
        String text = "v 0 0 0\nv 1 0 0\nv 0 1 0\n" + "f 1 2 3\n".repeat(1000);

        Bvh tree = Bvh.over(Mesh.of(obj(text)));

        assertThat(tree.nodes()).isGreaterThan(100);
    }

    @Test
    void samples_ofAPixel_fillEveryCellOnce() {
        var samples = new Samples(4);
        for (int kind : new int[] {Samples.SUN, Samples.SKY, Samples.BLUR, Samples.BOUNCE}) {
            double[] first = new double[16];
            for (int s = 0; s < 16; s++) {
                first[s] = samples.first(kind, 5, 7, s);
                assertThat(samples.second(kind, 5, 7, s)).isBetween(0.0, 1.0);
            }
            Arrays.sort(first);
            for (int i = 0; i < 12; i++) {
                assertThat(first[i + 4] - first[i]).isGreaterThan(0.2);
            }
        }
    }

    @Test
    void spread_hemisphere_staysAboveAndIsUnit() {
        Vec normal = new Vec(0.3, -0.8, 0.5).unit();
        Vec sum = Vec.ZERO;
        for (int i = 0; i < 400; i++) {
            Vec direction = Spread.hemisphere(normal, (i % 20 + 0.5) / 20, (i / 20 + 0.5) / 20);
            assertThat(direction.length()).isCloseTo(1, within(1e-9));
            assertThat(direction.dot(normal)).isPositive();
            sum = sum.plus(direction);
        }
        assertThat(sum.unit().dot(normal)).isCloseTo(1, within(1e-6));
        assertThat(sum.length() / 400).isCloseTo(2.0 / 3, within(0.01)); // the mean cosine of such a spread
    }

    private static Vec corner(Mesh mesh, int triangle, int which) {
        int at = 3 * mesh.corners()[3 * triangle + which];
        return new Vec(mesh.positions()[at], mesh.positions()[at + 1], mesh.positions()[at + 2]);
    }

    private static Vec random(Random random) {
        return new Vec(random.nextDouble() * 2 - 1, random.nextDouble() * 2 - 1, random.nextDouble() * 2 - 1);
    }
}
