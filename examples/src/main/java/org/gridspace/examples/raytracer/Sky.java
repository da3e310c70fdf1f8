package org.gridspace.examples.raytracer;

/** A clear late afternoon: a warm sun, pale at the horizon, blue above. Immutable. */
final class Sky {
    static final Vec SUN_DIRECTION = new Vec(-0.68, 0.46, 0.40).unit();
    static final Vec SUN_LIGHT = new Vec(3.4, 2.6, 1.75);
    /** As seen from the ground, larger than the real one for softer shadows. */
    static final double SUN_RADIUS = 0.045;

    private static final Vec HORIZON = new Vec(0.42, 0.58, 0.80);
    private static final Vec SUNLIT_HORIZON = new Vec(0.98, 0.76, 0.56);
    private static final Vec MIDDLE = new Vec(0.20, 0.38, 0.68);
    private static final Vec ZENITH = new Vec(0.06, 0.15, 0.38);
    private static final Vec GLOW = new Vec(1.0, 0.72, 0.42);

    private Sky() {}

    /** The light that comes from a direction (of unit length), without the sun itself. */
    static Vec light(Vec direction) {
        double bent = Math.sqrt(Math.max(0, direction.y()));
        double side = 0.5 + 0.5 * (direction.x() * SUN_DIRECTION.x() + direction.z() * SUN_DIRECTION.z());
        Vec horizon = HORIZON.towards(SUNLIT_HORIZON, side * side);
        Vec sky = bent < 0.5 ? horizon.towards(MIDDLE, 2 * bent) : MIDDLE.towards(ZENITH, 2 * bent - 1);
        double near = Math.max(0, direction.dot(SUN_DIRECTION));
        double power8 = power8(near);
        return sky.plus(GLOW.times(0.35 * power8 + 0.6 * power8(power8)));
    }

    /** The sun's disk with its glare, for eyes and mirrors. */
    static Vec sun(Vec direction) {
        double near = Math.max(0, direction.dot(SUN_DIRECTION));
        double disk = near > 0.9985 ? 12 : 0;
        double power512 = power8(power8(power8(near)));
        return SUN_LIGHT.times(disk + 1.5 * power512);
    }

    private static double power8(double value) {
        double squared = value * value;
        double fourth = squared * squared;
        return fourth * fourth;
    }
}
