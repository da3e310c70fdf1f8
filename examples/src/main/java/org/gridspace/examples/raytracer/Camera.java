package org.gridspace.examples.raytracer;

/** Looks at the mesh from the front, a little from the side and from above, as near as it fits. Immutable. */
final class Camera {
    private static final Vec FROM = new Vec(0.20, 0.225, 1).unit();
    /** Half the picture's height at distance one: a view of about 28 degrees. */
    private static final double HALF_HEIGHT = 0.25;

    private static final double MARGIN = 1.22;

    private final Vec position;
    private final Vec forward;
    private final Vec right;
    private final Vec up;
    private final int width;
    private final int height;

    private Camera(Vec position, Vec target, int width, int height) {
        this.position = position;
        this.forward = target.minus(position).unit();
        this.right = forward.cross(new Vec(0, 1, 0)).unit();
        this.up = right.cross(forward);
        this.width = width;
        this.height = height;
    }

    /** Frames a mesh in a picture of that size in pixels. */
    static Camera framing(Mesh mesh, int width, int height) {
        double halfWidth = HALF_HEIGHT * width / height;
        double distance = MARGIN * Math.max(mesh.height() / 2 / HALF_HEIGHT, mesh.radius() / halfWidth) + mesh.radius();
        Vec target = new Vec(0, 0.48 * mesh.height(), 0);
        return new Camera(target.plus(FROM.times(distance)), target, width, height);
    }

    Vec position() {
        return position;
    }

    /** The direction of a point of the picture, in pixels from its top left corner. */
    Vec direction(double x, double y) {
        double across = (2 * x - width) / height * HALF_HEIGHT;
        double upward = (height - 2 * y) / height * HALF_HEIGHT;
        return forward.plus(right.times(across)).plus(up.times(upward)).unit();
    }
}
