package org.gridspace.examples.raytracer;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The stage of the job that this process works for: parsed and its tree built by the first task, used by all. A worker's
 * child serves one job, so one stage is enough; elsewhere the latest is kept. Thread-safe.
 */
final class StageHolder {
    private static @Nullable Held latest; // guarded by the class

    private record Held(SceneSource scene, int roundings, Stage stage) {}

    private StageHolder() {}

    static synchronized Stage stage(SceneSource scene, int roundings) throws IOException {
        Held held = latest;
        if (held == null || !held.scene().equals(scene) || held.roundings() != roundings) {
            held = new Held(scene, roundings, Stage.of(scene.read(), roundings));
            latest = held;
        }
        return held.stage();
    }
}
