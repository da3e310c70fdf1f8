package org.gridspace.examples.raytracer;

/** A point, direction or colour. Only arithmetic and square roots, so that every machine computes the same. */
record Vec(double x, double y, double z) {
    static final Vec ZERO = new Vec(0, 0, 0);

    Vec plus(Vec o) {
        return new Vec(x + o.x, y + o.y, z + o.z);
    }

    Vec minus(Vec o) {
        return new Vec(x - o.x, y - o.y, z - o.z);
    }

    Vec times(double f) {
        return new Vec(x * f, y * f, z * f);
    }

    /** Component by component, as light is filtered by a surface. */
    Vec filteredBy(Vec o) {
        return new Vec(x * o.x, y * o.y, z * o.z);
    }

    /** From this at 0 to the other at 1. */
    Vec towards(Vec o, double share) {
        return new Vec(x + (o.x - x) * share, y + (o.y - y) * share, z + (o.z - z) * share);
    }

    double dot(Vec o) {
        return x * o.x + y * o.y + z * o.z;
    }

    Vec cross(Vec o) {
        return new Vec(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    /** The same direction with length one; zero stays zero. */
    Vec unit() {
        double length = length();
        return length > 0 ? times(1 / length) : this;
    }

    /** This direction mirrored by a surface with that unit normal. */
    Vec mirroredBy(Vec normal) {
        return minus(normal.times(2 * dot(normal)));
    }
}
