package org.gridspace.examples.raytracer;

/**
 * A mesh made ready for the stage: stands on the floor (y = 0) at the origin, its largest extent is {@link #SIZE}, and
 * each corner has a unit normal. Immutable by agreement.
 *
 * @param positions three numbers a vertex
 * @param corners three indices into the vertices a triangle
 * @param normals nine numbers a triangle: a unit normal a corner
 * @param height of its highest point
 * @param radius of the upright cylinder around the origin that holds it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Mesh(float[] positions, int[] corners, float[] normals, double height, double radius) {
    static final double SIZE = 2;

    /** Faces that meet at a sharper angle keep their edge. */
    private static final double CREASE_COSINE = 0.5;

    int triangles() {
        return corners.length / 3;
    }

    static Mesh of(ObjMesh source) throws ObjProblem {
        float[] positions = source.positions().clone();
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int corner : source.corners()) {
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], positions[3 * corner + axis]);
                high[axis] = Math.max(high[axis], positions[3 * corner + axis]);
            }
        }
        double extent = Math.max(Math.max(high[0] - low[0], high[1] - low[1]), high[2] - low[2]);
        if (!(extent > 0)) {
            throw new ObjProblem("all vertices are in one place");
        }
        double scale = SIZE / extent;
        double[] origin = {(low[0] + high[0]) / 2, low[1], (low[2] + high[2]) / 2};
        for (int i = 0; i < positions.length; i++) {
            positions[i] = (float) ((positions[i] - origin[i % 3]) * scale);
        }
        double squared = 0;
        for (int corner : source.corners()) {
            double x = positions[3 * corner];
            double z = positions[3 * corner + 2];
            squared = Math.max(squared, x * x + z * z);
        }
        return new Mesh(
                positions, source.corners(), cornerNormals(source), (high[1] - low[1]) * scale, Math.sqrt(squared));
    }

    /** The file's normals where it has them; else the mean of the faces around, but not over a sharp edge. */
    private static float[] cornerNormals(ObjMesh source) {
        int triangles = source.triangles();
        Vec[] faces = new Vec[triangles];
        for (int t = 0; t < triangles; t++) {
            faces[t] = faceNormal(source, t);
        }
        int[] first = new int[source.positions().length / 3 + 1]; // faces around each vertex, as one long list
        for (int corner : source.corners()) {
            first[corner + 1]++;
        }
        for (int v = 1; v < first.length; v++) {
            first[v] += first[v - 1];
        }
        int[] around = new int[source.corners().length];
        int[] filled = first.clone();
        for (int i = 0; i < around.length; i++) {
            around[filled[source.corners()[i]]++] = i / 3;
        }
        float[] normals = new float[9 * triangles];
        for (int i = 0; i < around.length; i++) {
            int given = source.cornerNormals()[i];
            Vec normal = given >= 0 ? given(source, given) : Vec.ZERO;
            if (normal.length() == 0) {
                int vertex = source.corners()[i];
                normal = smooth(faces, i / 3, around, first[vertex], first[vertex + 1]);
            }
            normals[3 * i] = (float) normal.x();
            normals[3 * i + 1] = (float) normal.y();
            normals[3 * i + 2] = (float) normal.z();
        }
        return normals;
    }

    private static Vec given(ObjMesh source, int index) {
        float[] n = source.normals();
        return new Vec(n[3 * index], n[3 * index + 1], n[3 * index + 2]).unit();
    }

    /** As long as twice the triangle's area, so that sums weigh by area. */
    private static Vec faceNormal(ObjMesh source, int triangle) {
        Vec a = source.position(source.corners()[3 * triangle]);
        Vec b = source.position(source.corners()[3 * triangle + 1]);
        Vec c = source.position(source.corners()[3 * triangle + 2]);
        return b.minus(a).cross(c.minus(a));
    }

    private static Vec smooth(Vec[] faces, int self, int[] around, int from, int to) {
        Vec direction = faces[self].unit();
        Vec sum = Vec.ZERO;
        for (int i = from; i < to; i++) {
            Vec other = faces[around[i]];
            if (direction.dot(other.unit()) >= CREASE_COSINE) {
                sum = sum.plus(other);
            }
        }
        Vec mean = sum.unit();
        return mean.length() > 0 ? mean : new Vec(0, 1, 0);
    }
}
