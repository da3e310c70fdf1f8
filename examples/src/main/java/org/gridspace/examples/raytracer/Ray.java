package org.gridspace.examples.raytracer;

/**
 * A half line, and what it has met so far. Mutable, used again and again by one {@link Tracer}, so that the inner loops
 * allocate nothing.
 */
final class Ray {
    static final int NOTHING = -1;
    static final int FLOOR = -2;
    /** Spheres are FIRST_SPHERE, FIRST_SPHERE - 1, …; zero and above are triangles. */
    static final int FIRST_SPHERE = -3;

    double originX;
    double originY;
    double originZ;
    double directionX;
    double directionY;
    double directionZ;
    double inverseX;
    double inverseY;
    double inverseZ;
    /** How far it goes: to the nearest thing met, in lengths of the direction. */
    double reach;
    /** What it met: a triangle's number, or one of the constants. */
    int met;
    /** Where on the triangle. */
    double u;

    double v;

    void set(Vec origin, Vec direction, double limit) {
        originX = origin.x();
        originY = origin.y();
        originZ = origin.z();
        directionX = direction.x();
        directionY = direction.y();
        directionZ = direction.z();
        inverseX = inverse(directionX);
        inverseY = inverse(directionY);
        inverseZ = inverse(directionZ);
        reach = limit;
        met = NOTHING;
    }

    /** Finite, so that a ray along the side of a box still has a definite answer there. */
    private static double inverse(double component) {
        return 1 / (component == 0 ? 1e-300 : component);
    }

    Vec end() {
        return new Vec(originX + reach * directionX, originY + reach * directionY, originZ + reach * directionZ);
    }
}
