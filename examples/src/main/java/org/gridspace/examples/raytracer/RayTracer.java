package org.gridspace.examples.raytracer;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.gridspace.examples.ProgressListener;
import org.gridspace.examples.Tasks;

/** The master: cuts the picture into tiles, has them rendered and puts them together. Stateless, thread-safe. */
public final class RayTracer {
    /** The name that the scene's file has among the resources of a job on the grid. */
    public static final String SCENE_RESOURCE = "raytracer/scene.obj";

    private static final String TEAPOT = "/org/gridspace/examples/raytracer/teapot.obj";
    private static final int TILE = 48;

    private RayTracer() {}

    /**
     * Renders a picture. The same scene and options give the same picture, whoever renders the tiles.
     *
     * @param pool where the tiles are rendered: threads of this process, or a grid's
     * @param scene where the tasks find the scene
     * @throws ExecutionException when a tile failed, as all do if the scene can't be read
     */
    public static Picture render(
            ExecutorService pool, SceneSource scene, RenderOptions options, ProgressListener progress)
            throws InterruptedException, ExecutionException {
        List<RenderTile> tiles = tiles(scene, options);
        var picture = new Picture(options.width(), options.height());
        Tasks.run(pool, tiles, (index, pixels) -> picture.place(tiles.get(index), pixels), progress);
        return picture;
    }

    /** The built-in scene: the OBJ file of the Utah teapot. */
    public static byte[] teapot() {
        try (InputStream in = RayTracer.class.getResourceAsStream(TEAPOT)) {
            if (in == null) {
                throw new IllegalStateException(TEAPOT + " isn't in the jar");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("can't read " + TEAPOT, e);
        }
    }

    /**
     * Reads a scene and forgets it, so that its mistakes are reported before tasks are sent.
     *
     * @return how many triangles it has
     * @throws ObjProblem naming the line, when it can't be read
     */
    public static int check(byte[] obj) throws IOException {
        return Stage.of(obj, 0).mesh().triangles();
    }

    private static List<RenderTile> tiles(SceneSource scene, RenderOptions options) {
        List<RenderTile> tiles = new ArrayList<>();
        for (int y = 0; y < options.height(); y += TILE) {
            for (int x = 0; x < options.width(); x += TILE) {
                int width = Math.min(TILE, options.width() - x);
                int height = Math.min(TILE, options.height() - y);
                tiles.add(new RenderTile(scene, options, x, y, width, height));
            }
        }
        return tiles;
    }
}
