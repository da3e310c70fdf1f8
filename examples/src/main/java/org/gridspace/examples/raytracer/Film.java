package org.gridspace.examples.raytracer;

/** From light to the numbers in a picture. */
final class Film {
    private static final int STEPS = 4096;
    private static final byte[] ENCODED = encoding();

    private Film() {}

    /** Bounds what one sample contributes, so that a glint of the sun doesn't leave single white pixels. */
    static Vec tamed(Vec light) {
        return new Vec(Math.min(light.x(), 4), Math.min(light.y(), 4), Math.min(light.z(), 4));
    }

    /** A component of a pixel, 0 to 255 in sRGB: a filmic curve (after K. Narkowicz) and the standard's gamma. */
    static byte encode(double light) {
        double exposed = 0.60 * light;
        double curved = exposed * (2.51 * exposed + 0.03) / (exposed * (2.43 * exposed + 0.59) + 0.14);
        return ENCODED[(int) (Math.max(0, Math.min(1, curved)) * (STEPS - 1) + 0.5)];
    }

    private static byte[] encoding() {
        byte[] table = new byte[STEPS];
        for (int i = 0; i < STEPS; i++) {
            double linear = i / (STEPS - 1.0);
            double encoded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * StrictMath.pow(linear, 1 / 2.4) - 0.055;
            table[i] = (byte) (int) (255 * encoded + 0.5);
        }
        return table;
    }
}
