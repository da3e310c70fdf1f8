package org.gridspace.examples.raytracer;

/**
 * How a surface treats light. Immutable.
 *
 * @param diffuse the share of light that it scatters, by colour
 * @param reflectance the share that it mirrors when looked at straight; more at grazing angles
 * @param roughness how much reflections are blurred, 0 for a mirror
 * @param isGlass whether light goes on through it
 */
record Material(Vec diffuse, Vec reflectance, double roughness, boolean isGlass) {
    static Material matte(Vec colour) {
        return new Material(colour, Vec.ZERO, 0, false);
    }

    /** Coloured below a clear coat, such as glazed ceramics. */
    static Material glazed(Vec colour, double reflectance, double roughness) {
        return new Material(colour, new Vec(reflectance, reflectance, reflectance), roughness, false);
    }

    static Material metal(Vec colour, double roughness) {
        return new Material(Vec.ZERO, colour, roughness, false);
    }

    static Material glass(Vec tint) {
        return new Material(tint, new Vec(0.04, 0.04, 0.04), 0, true);
    }

    boolean isMirroring() {
        return reflectance.x() > 0;
    }

    /** Schlick's approximation of Fresnel's law. */
    Vec reflectedAt(double cosine) {
        double grazing = 1 - cosine;
        double squared = grazing * grazing;
        return reflectance.towards(new Vec(1, 1, 1), squared * squared * grazing);
    }
}
