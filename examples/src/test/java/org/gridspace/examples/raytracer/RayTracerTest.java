package org.gridspace.examples.raytracer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.imageio.ImageIO;
import org.gridspace.code.TaskSerializer;
import org.gridspace.examples.ProgressListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RayTracerTest {
    private static final RenderOptions SMALL = new RenderOptions(160, 120, 1, 1);
    private static final SceneSource TEAPOT = new SceneSource.InMemory(RayTracer.teapot());

    private static Picture render(int threads, SceneSource scene, RenderOptions options, ProgressListener progress)
            throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            return RayTracer.render(pool, scene, options, progress);
        } finally {
            pool.shutdownNow();
        }
    }

    private static String hash(Picture picture) throws Exception {
        var digest = MessageDigest.getInstance("SHA-256");
        BufferedImage image = picture.image();
        for (int rgb : image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
            digest.update(new byte[] {(byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb});
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void render_anyNumberOfThreads_givesTheSamePicture(int threads) throws Exception {
        // also the same on every machine: nothing but +, -, *, / and square roots decides a pixel
        assertThat(hash(render(threads, TEAPOT, SMALL, ProgressListener.none())))
                .isEqualTo("ffbc7caff6261d178fab7246c94786b17ed985ae92d1cdc944790ec605ce8362");
    }

    @Test
    void render_teapot_showsARedTeapotUnderABlueSky() throws Exception {
        BufferedImage image = render(2, TEAPOT, SMALL, ProgressListener.none()).image();

        int middle = image.getRGB(80, 66);
        int sky = image.getRGB(80, 1);
        assertThat(red(middle)).isGreaterThan(2 * green(middle)).isGreaterThan(2 * blue(middle));
        assertThat(blue(sky)).isGreaterThan(red(sky)).isGreaterThan(120);
    }

    @Test
    void render_picture_isReadAsPng() throws Exception {
        Picture picture = render(1, TEAPOT, new RenderOptions(50, 49, 1, 0), ProgressListener.none());

        BufferedImage read = ImageIO.read(new ByteArrayInputStream(picture.png()));

        assertThat(read.getWidth()).isEqualTo(50);
        assertThat(read.getHeight()).isEqualTo(49);
        assertThat(read.getRGB(49, 48)).isEqualTo(picture.image().getRGB(49, 48));
    }

    @Test
    void render_progress_goesFromNothingToAll() throws Exception {
        List<String> steps = new ArrayList<>();

        render(2, TEAPOT, new RenderOptions(96, 50, 1, 0), (done, total) -> steps.add(done + "/" + total));

        assertThat(steps).containsExactly("0/4", "1/4", "2/4", "3/4", "4/4");
    }

    @Test
    void render_otherMesh_isFramed() throws Exception {
        String pyramid = "v 100 0 100\nv 900 0 100\nv 900 0 900\nv 100 0 900\nv 500 700 500\n"
                + "f 1 2 3 4\nf 1 5 2\nf 2 5 3\nf 3 5 4\nf 4 5 1\n";
        var scene = new SceneSource.InMemory(pyramid.getBytes(StandardCharsets.UTF_8));

        BufferedImage image = render(1, scene, SMALL, ProgressListener.none()).image();

        int middle = image.getRGB(80, 70);
        assertThat(red(middle)).isGreaterThan(2 * green(middle));
    }

    @Test
    void render_sceneMissing_failsWithItsName() {
        assertThatThrownBy(() -> render(1, new SceneSource.Resource("/none.obj"), SMALL, ProgressListener.none()))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("the job has no resource /none.obj");
    }

    @Test
    void options_outOfBounds_areRefused() {
        assertThatThrownBy(() -> new RenderOptions(0, 10, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("width must be 1 to 16384, not 0");
    }

    @Test
    void tile_forAGrid_isSmall() {
        var tile = new RenderTile(new SceneSource.Resource("/" + RayTracer.SCENE_RESOURCE), SMALL, 0, 0, 48, 48);

        assertThat(TaskSerializer.serialize(tile)).hasSizeLessThan(800);
    }

    private static int red(int rgb) {
        return rgb >> 16 & 0xff;
    }

    private static int green(int rgb) {
        return rgb >> 8 & 0xff;
    }

    private static int blue(int rgb) {
        return rgb & 0xff;
    }
}
