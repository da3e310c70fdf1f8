package org.gridspace.examples.raytracer;

import java.io.Serializable;

/**
 * What kind of picture. Immutable.
 *
 * @param width in pixels, 1 to {@value #MAX_SIDE}
 * @param height in pixels, 1 to {@value #MAX_SIDE}
 * @param samples per side of a pixel: n gives n² samples a pixel, 1 to {@value #MAX_SAMPLES}
 * @param roundings how often the mesh is subdivided to look smooth, 0 to {@value #MAX_ROUNDINGS}
 */
public record RenderOptions(int width, int height, int samples, int roundings) implements Serializable {
    static final int MAX_SIDE = 16_384;
    static final int MAX_SAMPLES = 16;
    static final int MAX_ROUNDINGS = 5;

    /** Checks the bounds. */
    public RenderOptions {
        requireWithin("width", width, 1, MAX_SIDE);
        requireWithin("height", height, 1, MAX_SIDE);
        requireWithin("samples", samples, 1, MAX_SAMPLES);
        requireWithin("roundings", roundings, 0, MAX_ROUNDINGS);
    }

    /** 960 by 720 pixels, for the built-in teapot. */
    public static RenderOptions standard() {
        return new RenderOptions(960, 720, 3, 3);
    }

    private static void requireWithin(String what, int value, int low, int high) {
        if (value < low || value > high) {
            throw new IllegalArgumentException(what + " must be " + low + " to " + high + ", not " + value);
        }
    }
}
