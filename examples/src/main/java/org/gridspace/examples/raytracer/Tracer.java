package org.gridspace.examples.raytracer;

/**
 * Follows light backwards: from the eye to a surface, from there to the sun, to one place of the sky (or what hides it)
 * and, where the surface mirrors, on to what is mirrored. Confined to one thread.
 */
final class Tracer {
    private static final double FAR = 1e9;
    private static final double OFF_SURFACE = 1e-5;
    private static final int MAX_DEPTH = 6;
    /** Light that counts less than this in the pixel isn't followed further. */
    private static final double LEAST_WEIGHT = 0.01;

    private static final double GLASS_INDEX = 1.5;

    private final Stage stage;
    private final Samples samples;
    private final Ray ray = new Ray();
    private final int[] stack = new int[Bvh.STACK];
    private int pixelX;
    private int pixelY;
    private int sample;

    Tracer(Stage stage, Samples samples) {
        this.stage = stage;
        this.samples = samples;
    }

    /** The light that reaches a pixel. */
    Vec pixel(Camera camera, int x, int y) {
        pixelX = x;
        pixelY = y;
        Vec sum = Vec.ZERO;
        for (sample = 0; sample < samples.count(); sample++) {
            Vec direction = camera.direction(x + samples.pixelX(sample), y + samples.pixelY(sample));
            Vec light = look(camera.position(), direction, 0, 1);
            sum = sum.plus(Film.tamed(light));
        }
        return sum.times(1.0 / samples.count());
    }

    private Vec look(Vec origin, Vec direction, int depth, double weight) {
        ray.set(origin, direction, FAR);
        stage.intersect(ray, stack);
        if (ray.met == Ray.NOTHING) {
            return Sky.light(direction).plus(Sky.sun(direction));
        }
        boolean isFloor = ray.met == Ray.FLOOR;
        double distance = ray.reach;
        Stage.Surface surface = stage.surface(ray);
        if (surface.material().isGlass()) {
            return throughGlass(surface, direction, depth, weight);
        }
        Vec light = reflected(upright(surface, direction), direction, depth, weight);
        return isFloor ? haze(light, direction, distance) : light;
    }

    /** Far away, the floor goes over into the sky. */
    private static Vec haze(Vec light, Vec direction, double distance) {
        double scaled = distance / 26;
        double clear = 1 / (1 + scaled * scaled * scaled);
        Vec horizon = Sky.light(new Vec(direction.x(), 0, direction.z()).unit());
        return horizon.towards(light, clear);
    }

    /** The surface seen from the side that the ray came from. */
    private static Stage.Surface upright(Stage.Surface seen, Vec direction) {
        Vec flat = seen.flat().dot(direction) > 0 ? seen.flat().times(-1) : seen.flat();
        Vec normal = seen.normal().dot(flat) < 0 ? seen.normal().times(-1) : seen.normal();
        double away = normal.dot(direction);
        if (away > 0) {
            normal = normal.minus(direction.times(1.001 * away)).unit(); // smoothed beyond the visible edge
        }
        return new Stage.Surface(seen.point(), normal, flat, seen.material());
    }

    private Vec reflected(Stage.Surface surface, Vec direction, int depth, double weight) {
        Material material = surface.material();
        Vec mirrored = Vec.ZERO;
        Vec share = Vec.ZERO;
        if (material.isMirroring()) {
            share = material.reflectedAt(Math.max(0, -direction.dot(surface.normal())));
            double mattering = weight * Math.max(share.x(), Math.max(share.y(), share.z()));
            if (mattering > LEAST_WEIGHT && depth < MAX_DEPTH) {
                mirrored = look(off(surface), mirrorDirection(surface, direction), depth + 1, mattering);
            } else {
                mirrored = Sky.light(direction.mirroredBy(surface.normal()));
            }
        }
        Vec light = mirrored.filteredBy(share);
        if (material.diffuse().x() > 0) {
            Vec kept = new Vec(1 - share.x(), 1 - share.y(), 1 - share.z());
            Vec scattered = sunAt(surface, Samples.SUN).plus(skyAt(surface));
            light = light.plus(scattered.filteredBy(material.diffuse()).filteredBy(kept));
        }
        return light;
    }

    private Vec mirrorDirection(Stage.Surface surface, Vec direction) {
        Vec exact = direction.mirroredBy(surface.normal());
        double roughness = surface.material().roughness();
        Vec blurred = roughness > 0 ? Spread.disk(exact, roughness, first(Samples.BLUR), second(Samples.BLUR)) : exact;
        double below = blurred.dot(surface.flat());
        return below > 0
                ? blurred
                : blurred.minus(surface.flat().times(1.01 * below)).unit();
    }

    private Vec sunAt(Stage.Surface surface, int kind) {
        Vec direction = Spread.disk(Sky.SUN_DIRECTION, Sky.SUN_RADIUS, first(kind), second(kind));
        double height = direction.dot(surface.normal());
        if (height <= 0 || direction.dot(surface.flat()) <= 0) {
            return Vec.ZERO;
        }
        ray.set(off(surface), direction, FAR);
        return Sky.SUN_LIGHT.times(height * stage.transmitted(ray, stack));
    }

    /** The light of the sky, sampled in one direction; where that meets a surface, what that one scatters. */
    private Vec skyAt(Stage.Surface surface) {
        Vec direction = Spread.hemisphere(surface.normal(), first(Samples.SKY), second(Samples.SKY));
        if (direction.dot(surface.flat()) <= 0) {
            return Vec.ZERO;
        }
        ray.set(off(surface), direction, FAR);
        stage.intersect(ray, stack);
        if (ray.met == Ray.NOTHING) {
            return Sky.light(direction);
        }
        Stage.Surface other = upright(stage.surface(ray), direction);
        Material material = other.material();
        if (material.isGlass() || material.diffuse().x() == 0) {
            return Sky.light(direction.mirroredBy(other.normal()))
                    .filteredBy(material.reflectance().plus(material.diffuse()));
        }
        Vec ambient = Sky.light(other.normal()).times(0.35);
        return sunAt(other, Samples.BOUNCE).plus(ambient).filteredBy(material.diffuse());
    }

    /** Snell's law at a ball of glass, from outside or inside. */
    private Vec throughGlass(Stage.Surface surface, Vec direction, int depth, double weight) {
        boolean isInside = direction.dot(surface.flat()) > 0;
        Vec normal = isInside ? surface.normal().times(-1) : surface.normal();
        double ratio = isInside ? GLASS_INDEX : 1 / GLASS_INDEX;
        double cosine = -direction.dot(normal);
        double squared = 1 - ratio * ratio * (1 - cosine * cosine);
        double share = squared < 0
                ? 1
                : surface.material()
                        .reflectedAt(isInside ? Math.sqrt(squared) : cosine)
                        .x();
        Vec light = Vec.ZERO;
        if (depth < MAX_DEPTH && weight * share > LEAST_WEIGHT) {
            Vec mirror = direction.mirroredBy(normal);
            light = look(surface.point().plus(normal.times(OFF_SURFACE)), mirror, depth + 1, weight * share)
                    .times(share);
        }
        if (squared >= 0 && depth < MAX_DEPTH) {
            Vec bent = direction
                    .times(ratio)
                    .plus(normal.times(ratio * cosine - Math.sqrt(squared)))
                    .unit();
            Vec beyond = look(surface.point().minus(normal.times(OFF_SURFACE)), bent, depth + 1, weight * (1 - share));
            light = light.plus(beyond.filteredBy(surface.material().diffuse()).times(1 - share));
        }
        return light;
    }

    private static Vec off(Stage.Surface surface) {
        return surface.point().plus(surface.flat().times(OFF_SURFACE));
    }

    private double first(int kind) {
        return samples.first(kind, pixelX, pixelY, sample);
    }

    private double second(int kind) {
        return samples.second(kind, pixelX, pixelY, sample);
    }
}
