package org.gridspace.examples.raytracer;

/**
 * The fixed pattern by which a pixel's samples are spread over its area, over the sun's disk, over the sky and over
 * blurred reflections: each of n² samples has a cell of its own in each of these squares, shuffled differently for each,
 * and shifted from pixel to pixel so that what error remains looks like fine grain. No random numbers: the same picture
 * each time. Immutable.
 */
final class Samples {
    static final int SUN = 0;
    static final int SKY = 1;
    static final int BLUR = 2;
    static final int BOUNCE = 3;
    private static final int KINDS = 4;

    private final int side;
    private final int[][] cells;

    /** @param side n, at least 1 */
    Samples(int side) {
        this.side = side;
        this.cells = new int[KINDS][];
        for (int kind = 0; kind < KINDS; kind++) {
            cells[kind] = shuffled(side * side, 0x9E3779B97F4A7C15L * (kind + 1));
        }
    }

    private static int[] shuffled(int count, long seed) {
        int[] order = new int[count];
        long state = seed;
        for (int i = 0; i < count; i++) {
            state = state * 6364136223846793005L + 1442695040888963407L;
            int j = (int) Long.remainderUnsigned(state >>> 33, i + 1L);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    int count() {
        return side * side;
    }

    /** Where in the pixel the sample lies, 0 to 1. */
    double pixelX(int sample) {
        return (sample % side + 0.5) / side;
    }

    /** Where in the pixel the sample lies, 0 to 1. */
    double pixelY(int sample) {
        return (sample / side + 0.5) / side;
    }

    /** A place in the unit square for that purpose: the first coordinate. */
    double first(int kind, int x, int y, int sample) {
        return fraction((cells[kind][sample] % side + 0.5) / side + noise(x + 5.588238 * kind, y + 3.1 * kind));
    }

    /** The second coordinate. */
    double second(int kind, int x, int y, int sample) {
        return fraction((cells[kind][sample] / side + 0.5) / side + noise(y + 17.3 + 2.7 * kind, x + 31.7 * kind));
    }

    /** Interleaved gradient noise (J. Jimenez, 2014): neighbouring pixels differ as much as possible. */
    private static double noise(double x, double y) {
        return fraction(52.9829189 * fraction(0.06711056 * x + 0.00583715 * y));
    }

    private static double fraction(double value) {
        return value - Math.floor(value);
    }
}
