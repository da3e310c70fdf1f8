package org.gridspace.examples.raytracer;

/** Directions around a direction, from places in the unit square. */
final class Spread {
    private static final double HALF_PI = 1.5707963267948966;

    private Spread() {}

    /** A direction in the hemisphere around a unit normal, likelier the nearer to it (by the cosine). */
    static Vec hemisphere(Vec normal, double first, double second) {
        double radius = Math.sqrt(first);
        double height = Math.sqrt(Math.max(0, 1 - first));
        return around(normal, radius, second).plus(normal.times(height));
    }

    /** A direction within a disk of that radius at distance one. */
    static Vec disk(Vec direction, double radius, double first, double second) {
        return around(direction, radius * Math.sqrt(first), second)
                .plus(direction)
                .unit();
    }

    private static Vec around(Vec axis, double radius, double turn) {
        Vec other = Math.abs(axis.x()) > 0.7 ? new Vec(0, 1, 0) : new Vec(1, 0, 0);
        Vec tangent = axis.cross(other).unit();
        Vec bitangent = axis.cross(tangent);
        int quadrant = (int) (4 * turn);
        double sine = sine(4 * turn - quadrant);
        double cosine = Math.sqrt(Math.max(0, 1 - sine * sine));
        double x = (quadrant & 1) == 0 ? cosine : -sine;
        double y = (quadrant & 1) == 0 ? sine : cosine;
        double sign = quadrant >= 2 ? -radius : radius;
        return tangent.times(sign * x).plus(bitangent.times(sign * y));
    }

    /** The sine of a share of a right angle, by its series: the same on every machine, unlike Math.sin. */
    private static double sine(double share) {
        double a = share * HALF_PI;
        double s = a * a;
        return a * (1 - s / 6 * (1 - s / 20 * (1 - s / 42 * (1 - s / 72 * (1 - s / 110)))));
    }
}
