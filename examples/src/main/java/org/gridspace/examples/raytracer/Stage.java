package org.gridspace.examples.raytracer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/**
 * Everything there is to see: the mesh on a checkered floor among a few balls, and the tree of boxes over the mesh.
 * Built once per process; immutable, so any number of threads may look at it.
 */
final class Stage {
    private static final Material MESH = Material.glazed(new Vec(0.46, 0.040, 0.022), 0.06, 0.01);
    private static final Vec DARK = new Vec(0.045, 0.055, 0.075);
    private static final Vec LIGHT = new Vec(0.52, 0.48, 0.43);
    private static final double TILE = 0.5;

    private final Mesh mesh;
    private final Bvh tree;
    private final List<Sphere> spheres;

    private Stage(Mesh mesh) {
        this.mesh = mesh;
        this.tree = Bvh.over(mesh);
        this.spheres = spheresAround(mesh.radius());
    }

    /**
     * Sets the stage.
     *
     * @param obj a Wavefront OBJ file
     * @param roundings how often to subdivide the mesh, 0 to leave it as it is
     * @throws ObjProblem when the file isn't readable
     */
    static Stage of(byte[] obj, int roundings) throws IOException {
        ObjMesh mesh = ObjReader.read(new ByteArrayInputStream(obj));
        for (int i = 0; i < roundings && 4 * mesh.triangles() <= ObjReader.MAX_TRIANGLES; i++) {
            mesh = LoopSubdivision.subdivide(mesh);
        }
        return new Stage(Mesh.of(mesh));
    }

    private static List<Sphere> spheresAround(double radius) {
        return List.of(
                Sphere.onFloor(-radius - 0.35, -1.05, 0.60, Material.metal(new Vec(0.92, 0.93, 0.95), 0)),
                Sphere.onFloor(0.80 * radius, 0.80 * radius, 0.25, Material.glass(new Vec(0.93, 0.98, 0.96))),
                Sphere.onFloor(radius + 0.30, -1.3, 0.26, Material.glazed(new Vec(0.02, 0.13, 0.22), 0.06, 0)),
                Sphere.onFloor(-0.78 * radius, 0.62 * radius, 0.17, Material.metal(new Vec(0.98, 0.70, 0.30), 0.03)),
                Sphere.onFloor(
                        -0.12 * radius, 1.12 * radius, 0.10, Material.glazed(new Vec(0.85, 0.56, 0.08), 0.05, 0)));
    }

    Mesh mesh() {
        return mesh;
    }

    /** Shortens the ray to the nearest thing that it meets. */
    void intersect(Ray ray, int[] stack) {
        intersectFloor(ray);
        for (int i = 0; i < spheres.size(); i++) {
            spheres.get(i).intersect(ray, Ray.FIRST_SPHERE - i);
        }
        tree.intersect(ray, stack, false);
    }

    private static void intersectFloor(Ray ray) {
        if (ray.directionY < 0 && ray.originY > 0) {
            double distance = -ray.originY / ray.directionY;
            if (distance < ray.reach) {
                ray.reach = distance;
                ray.met = Ray.FLOOR;
            }
        }
    }

    /** How much of the light along a ray that leaves the scene arrives: nothing, all, or what glass lets through. */
    double transmitted(Ray ray, int[] stack) {
        double share = 1;
        for (Sphere sphere : spheres) {
            double reach = ray.reach;
            sphere.intersect(ray, Ray.FIRST_SPHERE);
            if (ray.met != Ray.NOTHING) {
                if (!sphere.material().isGlass()) {
                    return 0;
                }
                share *= 0.72;
                ray.met = Ray.NOTHING;
                ray.reach = reach;
            }
        }
        tree.intersect(ray, stack, true);
        return ray.met == Ray.NOTHING ? share : 0;
    }

    /** What the ray met and where. */
    Surface surface(Ray ray) {
        Vec point = ray.end();
        if (ray.met == Ray.FLOOR) {
            return new Surface(point, new Vec(0, 1, 0), new Vec(0, 1, 0), floor(point));
        }
        if (ray.met <= Ray.FIRST_SPHERE) {
            Sphere sphere = spheres.get(Ray.FIRST_SPHERE - ray.met);
            Vec normal = point.minus(sphere.centre()).times(1 / sphere.radius());
            return new Surface(point, normal, normal, sphere.material());
        }
        return new Surface(point, smoothNormal(ray), flatNormal(ray.met), MESH);
    }

    /**
     * A place on a surface.
     *
     * @param point where
     * @param normal the direction that shading takes for upright
     * @param flat the direction that really is
     * @param material what it's made of
     */
    record Surface(Vec point, Vec normal, Vec flat, Material material) {}

    private static Material floor(Vec point) {
        long x = (long) Math.floor(point.x() / TILE);
        long z = (long) Math.floor(point.z() / TILE);
        return Material.glazed(((x + z) & 1) == 0 ? LIGHT : DARK, 0.035, 0.015);
    }

    private Vec smoothNormal(Ray ray) {
        float[] n = mesh.normals();
        int at = 9 * ray.met;
        double w = 1 - ray.u - ray.v;
        return new Vec(
                        w * n[at] + ray.u * n[at + 3] + ray.v * n[at + 6],
                        w * n[at + 1] + ray.u * n[at + 4] + ray.v * n[at + 7],
                        w * n[at + 2] + ray.u * n[at + 5] + ray.v * n[at + 8])
                .unit();
    }

    private Vec flatNormal(int triangle) {
        Vec a = corner(triangle, 0);
        return corner(triangle, 1).minus(a).cross(corner(triangle, 2).minus(a)).unit();
    }

    private Vec corner(int triangle, int which) {
        int at = 3 * mesh.corners()[3 * triangle + which];
        return new Vec(mesh.positions()[at], mesh.positions()[at + 1], mesh.positions()[at + 2]);
    }
}
