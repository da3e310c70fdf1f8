package org.gridspace.examples.raytracer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Rounds a coarse mesh: each triangle becomes four, and vertices move towards the smooth surface that the mesh
 * approximates (C. Loop, "Smooth Subdivision Surfaces Based on Triangles", 1987, with Warren's simpler weights). Open
 * borders are rounded as curves of their own. Normals of the file are dropped, as they don't fit the new surface.
 */
final class LoopSubdivision {
    private final ObjMesh mesh;
    private final Map<Long, Edge> edges = new HashMap<>();
    private final int vertices;

    private static final class Edge {
        final int index;
        final int from;
        final int to;
        int left = -1;
        int right = -1;

        Edge(int index, int from, int to) {
            this.index = index;
            this.from = from;
            this.to = to;
        }

        boolean isBorder() {
            return right < 0;
        }
    }

    private LoopSubdivision(ObjMesh mesh) {
        this.mesh = mesh;
        this.vertices = mesh.positions().length / 3;
    }

    /** One step: four times the triangles. */
    static ObjMesh subdivide(ObjMesh mesh) {
        var step = new LoopSubdivision(mesh);
        step.findEdges();
        return step.build();
    }

    private void findEdges() {
        int[] corners = mesh.corners();
        for (int i = 0; i < corners.length; i += 3) {
            for (int k = 0; k < 3; k++) {
                Edge edge = edge(corners[i + k], corners[i + (k + 1) % 3]);
                int opposite = corners[i + (k + 2) % 3];
                if (edge.left < 0) {
                    edge.left = opposite;
                } else {
                    edge.right = opposite;
                }
            }
        }
    }

    private Edge edge(int a, int b) {
        int from = Math.min(a, b);
        int to = Math.max(a, b);
        return edges.computeIfAbsent((long) from << 32 | to, key -> new Edge(edges.size(), from, to));
    }

    private ObjMesh build() {
        float[] positions = new float[3 * (vertices + edges.size())];
        moveVertices(positions);
        for (Edge edge : edges.values()) {
            Vec ends = mesh.position(edge.from).plus(mesh.position(edge.to));
            Vec middle = edge.isBorder()
                    ? ends.times(0.5)
                    : ends.times(0.375)
                            .plus(mesh.position(edge.left)
                                    .plus(mesh.position(edge.right))
                                    .times(0.125));
            put(positions, vertices + edge.index, middle);
        }
        int[] normals = new int[4 * mesh.corners().length];
        Arrays.fill(normals, -1);
        return new ObjMesh(positions, new float[0], quartered(), normals);
    }

    private void moveVertices(float[] positions) {
        double[] sums = new double[3 * vertices];
        double[] borderSums = new double[3 * vertices];
        int[] neighbours = new int[vertices];
        int[] borders = new int[vertices];
        edges.values().stream()
                .sorted((a, b) -> Integer.compare(a.index, b.index)) // sums in one order on every machine
                .forEach(edge -> {
                    accumulate(sums, neighbours, edge);
                    if (edge.isBorder()) {
                        accumulate(borderSums, borders, edge);
                    }
                });
        for (int v = 0; v < vertices; v++) {
            Vec old = mesh.position(v);
            Vec moved = old;
            if (borders[v] == 2) {
                moved = old.times(0.75).plus(at(borderSums, v).times(0.125));
            } else if (borders[v] == 0 && neighbours[v] >= 3) {
                double weight = neighbours[v] == 3 ? 3.0 / 16 : 3.0 / (8 * neighbours[v]);
                moved = old.times(1 - neighbours[v] * weight).plus(at(sums, v).times(weight));
            }
            put(positions, v, moved);
        }
    }

    private void accumulate(double[] sums, int[] counts, Edge edge) {
        add(sums, edge.from, mesh.position(edge.to));
        add(sums, edge.to, mesh.position(edge.from));
        counts[edge.from]++;
        counts[edge.to]++;
    }

    private int[] quartered() {
        int[] corners = mesh.corners();
        int[] result = new int[4 * corners.length];
        int at = 0;
        for (int i = 0; i < corners.length; i += 3) {
            int a = corners[i];
            int b = corners[i + 1];
            int c = corners[i + 2];
            int ab = vertices + edge(a, b).index;
            int bc = vertices + edge(b, c).index;
            int ca = vertices + edge(c, a).index;
            int[] four = {a, ab, ca, b, bc, ab, c, ca, bc, ab, bc, ca};
            System.arraycopy(four, 0, result, at, four.length);
            at += four.length;
        }
        return result;
    }

    private static void add(double[] sums, int vertex, Vec v) {
        sums[3 * vertex] += v.x();
        sums[3 * vertex + 1] += v.y();
        sums[3 * vertex + 2] += v.z();
    }

    private static Vec at(double[] sums, int vertex) {
        return new Vec(sums[3 * vertex], sums[3 * vertex + 1], sums[3 * vertex + 2]);
    }

    private static void put(float[] positions, int vertex, Vec v) {
        positions[3 * vertex] = (float) v.x();
        positions[3 * vertex + 1] = (float) v.y();
        positions[3 * vertex + 2] = (float) v.z();
    }
}
