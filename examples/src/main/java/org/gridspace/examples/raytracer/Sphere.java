package org.gridspace.examples.raytracer;

/** A ball. Immutable. */
record Sphere(Vec centre, double radius, Material material) {
    static Sphere onFloor(double x, double z, double radius, Material material) {
        return new Sphere(new Vec(x, radius, z), radius, material);
    }

    /** Shortens the ray if it meets the ball, which then is number {@code id}. */
    void intersect(Ray ray, int id) {
        double x = ray.originX - centre.x();
        double y = ray.originY - centre.y();
        double z = ray.originZ - centre.z();
        double a = ray.directionX * ray.directionX + ray.directionY * ray.directionY + ray.directionZ * ray.directionZ;
        double half = x * ray.directionX + y * ray.directionY + z * ray.directionZ;
        double discriminant = half * half - a * (x * x + y * y + z * z - radius * radius);
        if (discriminant < 0) {
            return;
        }
        double root = Math.sqrt(discriminant);
        double distance = (-half - root) / a;
        if (distance <= 0) {
            distance = (-half + root) / a;
        }
        if (distance > 0 && distance < ray.reach) {
            ray.reach = distance;
            ray.met = id;
        }
    }
}
