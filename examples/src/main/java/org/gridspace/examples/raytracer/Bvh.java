package org.gridspace.examples.raytracer;

import java.util.Arrays;

/**
 * A bounding volume hierarchy over a mesh's triangles: a tree of boxes, each around the boxes or the few triangles
 * beneath it, so that a ray looks at some dozen triangles instead of all. Splits by the surface area heuristic over
 * {@value #BINS} bins. Immutable once built, so any number of threads may use it.
 */
final class Bvh {
    private static final int BINS = 16;
    private static final int LEAF = 4;
    private static final int MAX_DEPTH = 48;

    private final float[] vertices; // nine numbers a triangle, in the order of the leaves
    private final int[] numbers; // of those triangles in the mesh
    private float[] bounds; // six numbers a node: low x y z, high x y z
    private int[] links; // leaf: first triangle; inner: the second child (the first follows its parent)
    private int[] counts; // leaf: triangles; inner: 0
    private int nodes;

    private final float[] boxes; // while building: six numbers a triangle
    private final int[] order; // while building

    private Bvh(Mesh mesh) {
        int triangles = mesh.triangles();
        boxes = new float[6 * triangles];
        order = new int[triangles];
        for (int t = 0; t < triangles; t++) {
            order[t] = t;
            float[] box = boxOf(mesh, t);
            System.arraycopy(box, 0, boxes, 6 * t, 6);
        }
        bounds = new float[6 * 1024];
        links = new int[1024];
        counts = new int[1024];
        build(0, triangles, 0);
        numbers = order;
        vertices = new float[9 * triangles];
        for (int i = 0; i < triangles; i++) {
            for (int k = 0; k < 9; k++) {
                vertices[9 * i + k] = mesh.positions()[3 * mesh.corners()[3 * order[i] + k / 3] + k % 3];
            }
        }
        bounds = Arrays.copyOf(bounds, 6 * nodes);
        links = Arrays.copyOf(links, nodes);
        counts = Arrays.copyOf(counts, nodes);
    }

    static Bvh over(Mesh mesh) {
        return new Bvh(mesh);
    }

    private static float[] boxOf(Mesh mesh, int triangle) {
        float[] box = emptyBox();
        for (int k = 0; k < 3; k++) {
            int at = 3 * mesh.corners()[3 * triangle + k];
            for (int axis = 0; axis < 3; axis++) {
                box[axis] = Math.min(box[axis], mesh.positions()[at + axis]);
                box[axis + 3] = Math.max(box[axis + 3], mesh.positions()[at + axis]);
            }
        }
        return box;
    }

    private static float[] emptyBox() {
        float[] box = new float[6];
        Arrays.fill(box, 0, 3, Float.MAX_VALUE);
        Arrays.fill(box, 3, 6, -Float.MAX_VALUE);
        return box;
    }

    private static void grow(float[] box, float[] by, int at) {
        for (int axis = 0; axis < 3; axis++) {
            box[axis] = Math.min(box[axis], by[at + axis]);
            box[axis + 3] = Math.max(box[axis + 3], by[at + axis + 3]);
        }
    }

    private static double area(float[] box) {
        double x = Math.max(0, (double) box[3] - box[0]);
        double y = Math.max(0, (double) box[4] - box[1]);
        double z = Math.max(0, (double) box[5] - box[2]);
        return x * y + y * z + z * x;
    }

    private int build(int from, int to, int depth) {
        int node = addNode(from, to);
        if (to - from > LEAF && depth < MAX_DEPTH) {
            int middle = split(from, to);
            counts[node] = 0;
            build(from, middle, depth + 1);
            int second = build(middle, to, depth + 1); // may replace the arrays
            links[node] = second;
        }
        return node;
    }

    private int addNode(int from, int to) {
        int node = nodes++;
        if (node == links.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
            links = Arrays.copyOf(links, 2 * links.length);
            counts = Arrays.copyOf(counts, 2 * counts.length);
        }
        float[] box = emptyBox();
        for (int i = from; i < to; i++) {
            grow(box, boxes, 6 * order[i]);
        }
        System.arraycopy(box, 0, bounds, 6 * node, 6);
        links[node] = from;
        counts[node] = to - from;
        return node;
    }

    /** Reorders the triangles of a node and says where its second half begins. */
    private int split(int from, int to) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (int i = from; i < to; i++) {
            for (int axis = 0; axis < 3; axis++) {
                low[axis] = Math.min(low[axis], centre(order[i], axis));
                high[axis] = Math.max(high[axis], centre(order[i], axis));
            }
        }
        double best = Double.MAX_VALUE;
        int bestAxis = 0;
        int bestBin = 0;
        for (int axis = 0; axis < 3; axis++) {
            double[] costs = costs(from, to, axis, low[axis], high[axis]);
            for (int bin = 1; bin < BINS; bin++) {
                if (costs[bin] < best) {
                    best = costs[bin];
                    bestAxis = axis;
                    bestBin = bin;
                }
            }
        }
        int middle = from;
        for (int i = from; i < to; i++) {
            if (bin(order[i], bestAxis, low[bestAxis], high[bestAxis]) < bestBin) {
                int moved = order[i];
                order[i] = order[middle];
                order[middle++] = moved;
            }
        }
        return middle > from && middle < to ? middle : (from + to) / 2; // all in one place: any half will do
    }

    /** The cost of a cut before each bin: the boxes' areas times the triangles in them. */
    private double[] costs(int from, int to, int axis, double low, double high) {
        float[][] box = new float[BINS][];
        int[] count = new int[BINS];
        for (int i = from; i < to; i++) {
            int bin = bin(order[i], axis, low, high);
            box[bin] = box[bin] == null ? emptyBox() : box[bin];
            grow(box[bin], boxes, 6 * order[i]);
            count[bin]++;
        }
        double[] costs = new double[BINS];
        float[] left = emptyBox();
        int leftCount = 0;
        for (int cut = 1; cut < BINS; cut++) {
            if (count[cut - 1] > 0) {
                grow(left, box[cut - 1], 0);
                leftCount += count[cut - 1];
            }
            costs[cut] = leftCount == 0 ? Double.MAX_VALUE : leftCount * area(left);
        }
        float[] right = emptyBox();
        int rightCount = 0;
        for (int cut = BINS - 1; cut > 0; cut--) {
            if (count[cut] > 0) {
                grow(right, box[cut], 0);
                rightCount += count[cut];
            }
            costs[cut] = rightCount == 0 ? Double.MAX_VALUE : costs[cut] + rightCount * area(right);
        }
        return costs;
    }

    private double centre(int triangle, int axis) {
        return 0.5 * ((double) boxes[6 * triangle + axis] + boxes[6 * triangle + axis + 3]);
    }

    private int bin(int triangle, int axis, double low, double high) {
        double width = high - low;
        return width > 0 ? Math.min(BINS - 1, (int) (BINS * ((centre(triangle, axis) - low) / width))) : 0;
    }

    int nodes() {
        return nodes;
    }

    /**
     * Shortens the ray to the nearest triangle that it meets.
     *
     * @param stack scratch space of the caller, at least {@link #STACK} long
     * @param any stop at the first triangle met, as a shadow needs no more
     */
    void intersect(Ray ray, int[] stack, boolean any) {
        int top = 0;
        int node = 0;
        if (entry(ray, 0) == Double.MAX_VALUE) {
            return;
        }
        while (true) {
            if (counts[node] > 0) {
                meetLeaf(ray, links[node], links[node] + counts[node]);
                if (any && ray.met >= 0) {
                    return;
                }
            } else {
                int near = node + 1;
                int far = links[node];
                double nearEntry = entry(ray, near);
                double farEntry = entry(ray, far);
                if (farEntry < nearEntry) {
                    int swapped = near;
                    near = far;
                    far = swapped;
                    double swappedEntry = nearEntry;
                    nearEntry = farEntry;
                    farEntry = swappedEntry;
                }
                if (farEntry < Double.MAX_VALUE) {
                    stack[top++] = far;
                }
                if (nearEntry < Double.MAX_VALUE) {
                    node = near;
                    continue;
                }
            }
            do {
                if (top == 0) {
                    return;
                }
                node = stack[--top];
            } while (entry(ray, node) == Double.MAX_VALUE); // the ray may have become shorter meanwhile
        }
    }

    /** How long a stack {@link #intersect} needs. */
    static final int STACK = MAX_DEPTH + 2;

    /** Where the ray enters the node's box, or the largest double if it doesn't within its reach. */
    private double entry(Ray ray, int node) {
        int at = 6 * node;
        double x0 = (bounds[at] - ray.originX) * ray.inverseX;
        double x1 = (bounds[at + 3] - ray.originX) * ray.inverseX;
        double y0 = (bounds[at + 1] - ray.originY) * ray.inverseY;
        double y1 = (bounds[at + 4] - ray.originY) * ray.inverseY;
        double z0 = (bounds[at + 2] - ray.originZ) * ray.inverseZ;
        double z1 = (bounds[at + 5] - ray.originZ) * ray.inverseZ;
        double in = Math.max(Math.max(Math.min(x0, x1), Math.min(y0, y1)), Math.max(Math.min(z0, z1), 0));
        double out = Math.min(Math.min(Math.max(x0, x1), Math.max(y0, y1)), Math.min(Math.max(z0, z1), ray.reach));
        return in <= out ? in : Double.MAX_VALUE;
    }

    /** Möller and Trumbore's test against each triangle. */
    private void meetLeaf(Ray ray, int from, int to) {
        float[] p = vertices;
        for (int i = from; i < to; i++) {
            int at = 9 * i;
            double ax = p[at];
            double ay = p[at + 1];
            double az = p[at + 2];
            double bx = p[at + 3] - ax;
            double by = p[at + 4] - ay;
            double bz = p[at + 5] - az;
            double cx = p[at + 6] - ax;
            double cy = p[at + 7] - ay;
            double cz = p[at + 8] - az;
            double px = ray.directionY * cz - ray.directionZ * cy;
            double py = ray.directionZ * cx - ray.directionX * cz;
            double pz = ray.directionX * cy - ray.directionY * cx;
            double determinant = bx * px + by * py + bz * pz;
            if (determinant == 0) {
                continue;
            }
            double inverse = 1 / determinant;
            double sx = ray.originX - ax;
            double sy = ray.originY - ay;
            double sz = ray.originZ - az;
            double u = (sx * px + sy * py + sz * pz) * inverse;
            if (!(u >= 0 && u <= 1)) {
                continue;
            }
            double qx = sy * bz - sz * by;
            double qy = sz * bx - sx * bz;
            double qz = sx * by - sy * bx;
            double v = (ray.directionX * qx + ray.directionY * qy + ray.directionZ * qz) * inverse;
            double distance = (cx * qx + cy * qy + cz * qz) * inverse;
            if (v >= 0 && u + v <= 1 && distance > 0 && distance < ray.reach) {
                ray.reach = distance;
                ray.met = numbers[i];
                ray.u = u;
                ray.v = v;
            }
        }
    }
}
