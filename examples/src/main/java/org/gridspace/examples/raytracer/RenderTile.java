package org.gridspace.examples.raytracer;

import java.io.IOException;
import org.gridspace.task.GridCallable;

/**
 * The task: one rectangle of the picture. Its result has three bytes a pixel (red, green, blue), row by row.
 *
 * @param scene where the scene's file is
 * @param options of the whole picture
 * @param x left edge, in pixels
 * @param y top edge, in pixels
 * @param width of the tile, in pixels
 * @param height of the tile, in pixels
 */
record RenderTile(SceneSource scene, RenderOptions options, int x, int y, int width, int height)
        implements GridCallable<byte[]> {

    @Override
    public byte[] call() throws IOException {
        Stage stage = StageHolder.stage(scene, options.roundings());
        Camera camera = Camera.framing(stage.mesh(), options.width(), options.height());
        var tracer = new Tracer(stage, new Samples(options.samples()));
        byte[] pixels = new byte[3 * width * height];
        int at = 0;
        for (int row = y; row < y + height; row++) {
            for (int column = x; column < x + width; column++) {
                Vec light = tracer.pixel(camera, column, row);
                pixels[at++] = Film.encode(light.x());
                pixels[at++] = Film.encode(light.y());
                pixels[at++] = Film.encode(light.z());
            }
        }
        return pixels;
    }
}
