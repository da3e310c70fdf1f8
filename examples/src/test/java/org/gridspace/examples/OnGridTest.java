package org.gridspace.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gridspace.examples.raytracer.RayTracer;
import org.gridspace.examples.raytracer.RenderOptions;
import org.gridspace.examples.raytracer.SceneSource;
import org.gridspace.grid.Grid;
import org.gridspace.grid.GridExecutor;
import org.gridspace.task.GridCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples on an embedded grid with real worker processes. */
class OnGridTest {
    private static final byte[] PYRAMID =
            "v 0 0 0\nv 4 0 0\nv 4 0 4\nv 0 0 4\nv 2 3 2\nf 1 2 3 4\nf 1 5 2\nf 2 5 3\nf 3 5 4\nf 4 5 1\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private static Grid grid;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        grid = Grid.local(2);
    }

    @AfterAll
    static void stop() {
        grid.close();
    }

    private static String run(String name, ProgressListener progress, String... words) throws Exception {
        Example example = Example.find(name).orElseThrow();
        var text = new StringWriter();
        var out = new PrintWriter(text, true);
        int exit = example.run(grid, ExampleArguments.parse(example.options(), List.of(words)), out, progress);
        assertThat(exit).isZero();
        return text.toString();
    }

    @Test
    void primes_onGrid_printsTheKnownNumber() throws Exception {
        List<Long> steps = new ArrayList<>();

        String printed = run("primes", (done, total) -> steps.add(done), "--limit", "1e8");

        assertThat(printed).isEqualTo("primes<=100000000: 5761455" + System.lineSeparator());
        assertThat(steps).isSorted().startsWith(0L).endsWith(64L);
    }

    @Test
    void raytracer_onGrid_rendersWhatOneThreadRenders() throws Exception {
        Path file = folder.resolve("picture.png");

        run(
                "raytracer",
                ProgressListener.none(),
                "--out",
                file.toString(),
                "--width",
                "160",
                "--height",
                "120",
                "--samples",
                "1",
                "--round",
                "1");

        assertThat(Files.readAllBytes(file)).isEqualTo(locally(RayTracer.teapot(), new RenderOptions(160, 120, 1, 1)));
    }

    @Test
    void raytracer_sceneOfTheUser_travelsWithTheJob() throws Exception {
        Path scene = Files.write(folder.resolve("pyramid.obj"), PYRAMID);
        Path file = folder.resolve("picture.png");

        run(
                "raytracer",
                ProgressListener.none(),
                "--out",
                file.toString(),
                "--scene",
                scene.toString(),
                "--width",
                "60",
                "--height",
                "40",
                "--samples",
                "1");

        assertThat(Files.readAllBytes(file)).isEqualTo(locally(PYRAMID, new RenderOptions(60, 40, 1, 0)));
    }

    @Test
    void raytracer_sceneThatIsNone_isRefusedBeforeAnythingIsSent() throws Exception {
        Path scene = Files.writeString(folder.resolve("bad.obj"), "v 0 0 0\nf 1 2 3\n");

        assertThatThrownBy(() -> run("raytracer", ProgressListener.none(), "--scene", scene.toString()))
                .isInstanceOf(ArgumentProblem.class)
                .hasMessage(scene + ": line 2: there is no vertex 2 (1 so far)");
        assertThatThrownBy(() -> run("raytracer", ProgressListener.none(), "--scene", "none.obj"))
                .isInstanceOf(ArgumentProblem.class)
                .hasMessage("--scene none.obj: there is no such file");
    }

    @Test
    void lambda_besideCodeForAMasterOnly_runsInTheSandbox() throws Exception {
        int number = 20;
        try (GridExecutor pool = grid.executor("lambdas")) {
            GridCallable<Integer> task = () -> twice(number) + 2;

            assertThat(pool.submit(task).get()).isEqualTo(42);
        }
    }

    private static int twice(int number) {
        return 2 * number;
    }

    /** Has a signature and a body that a sandbox, which has java.base only, couldn't even load. */
    static Object window(java.awt.image.BufferedImage image) {
        java.awt.image.RenderedImage rendered = image;
        return rendered.getData();
    }

    private static byte[] locally(byte[] scene, RenderOptions options) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            return RayTracer.render(pool, new SceneSource.InMemory(scene), options, ProgressListener.none())
                    .png();
        } finally {
            pool.shutdownNow();
        }
    }
}
