package org.gridspace.examples.raytracer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.gridspace.examples.ArgumentProblem;
import org.gridspace.examples.Example;
import org.gridspace.examples.ExampleArguments;
import org.gridspace.examples.ExampleOption;
import org.gridspace.examples.ProgressListener;
import org.gridspace.grid.Grid;
import org.gridspace.grid.GridExecutor;
import org.gridspace.grid.JobOptions;

/** Renders a scene on a grid: its file travels once, as a resource of the job. */
public final class RayTracerExample implements Example {
    private static final RenderOptions STANDARD = RenderOptions.standard();

    /** For the service loader. */
    public RayTracerExample() {}

    @Override
    public String name() {
        return "raytracer";
    }

    @Override
    public String summary() {
        return "renders a picture of a teapot, or of your own Wavefront OBJ file, tile by tile";
    }

    @Override
    public List<ExampleOption> options() {
        return List.of(
                new ExampleOption("out", "FILE", "the PNG file to write (raytracer.png)"),
                new ExampleOption("scene", "FILE", "a Wavefront OBJ file, y upwards (the Utah teapot)"),
                new ExampleOption("width", "PIXELS", "of the picture (" + STANDARD.width() + ")"),
                new ExampleOption("height", "PIXELS", "of the picture (" + STANDARD.height() + ")"),
                new ExampleOption("samples", "N", "n x n light paths a pixel (" + STANDARD.samples() + ")"),
                new ExampleOption(
                        "round",
                        "N",
                        "how often to round the mesh by subdivision (" + STANDARD.roundings()
                                + " for the teapot, 0 for others)"));
    }

    @Override
    public int run(Grid grid, ExampleArguments arguments, PrintWriter out, ProgressListener progress)
            throws IOException, InterruptedException, ExecutionException {
        Path file = arguments.path("out").orElse(Path.of("raytracer.png"));
        Optional<Path> own = arguments.path("scene");
        byte[] scene = own.isPresent() ? read(own.get()) : RayTracer.teapot();
        RenderOptions options = options(arguments, own.isPresent() ? 0 : STANDARD.roundings());
        JobOptions job =
                JobOptions.builder().resource(RayTracer.SCENE_RESOURCE, scene).build();
        Picture picture;
        try (GridExecutor pool = grid.executor(name(), job)) {
            var source = new SceneSource.Resource("/" + RayTracer.SCENE_RESOURCE);
            picture = RayTracer.render(pool, source, options, progress);
        }
        Files.write(file, picture.png());
        out.println("raytracer: " + options.width() + "x" + options.height() + " pixels in " + file);
        return 0;
    }

    private static RenderOptions options(ExampleArguments arguments, int roundings) {
        return new RenderOptions(
                (int) arguments.number("width", STANDARD.width(), 1, RenderOptions.MAX_SIDE),
                (int) arguments.number("height", STANDARD.height(), 1, RenderOptions.MAX_SIDE),
                (int) arguments.number("samples", STANDARD.samples(), 1, RenderOptions.MAX_SAMPLES),
                (int) arguments.number("round", roundings, 0, RenderOptions.MAX_ROUNDINGS));
    }

    private static byte[] read(Path file) throws IOException {
        try {
            byte[] obj = Files.readAllBytes(file);
            RayTracer.check(obj);
            return obj;
        } catch (ObjProblem e) {
            throw new ArgumentProblem(file + ": " + e.getMessage());
        } catch (NoSuchFileException e) {
            throw new ArgumentProblem("--scene " + file + ": there is no such file");
        }
    }
}
