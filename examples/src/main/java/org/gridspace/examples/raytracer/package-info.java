/**
 * The ray tracer: a picture cut into tiles, each tile a task. {@link org.gridspace.examples.raytracer.RayTracer} is the
 * master's side; {@link org.gridspace.examples.raytracer.RenderTile} and all it reaches travels to the workers and needs
 * only java.base there. Confined to the threads of its callers.
 */
@NullMarked
package org.gridspace.examples.raytracer;

import org.jspecify.annotations.NullMarked;
