package org.gridspace.examples.raytracer;

/**
 * A mesh as the file has it. Treated as immutable.
 *
 * @param positions three numbers a vertex
 * @param normals three numbers a normal, of any length; empty when the file has none
 * @param corners three indices into the vertices a triangle
 * @param cornerNormals for each corner an index into the normals, or -1
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ObjMesh(float[] positions, float[] normals, int[] corners, int[] cornerNormals) {
    int triangles() {
        return corners.length / 3;
    }

    Vec position(int vertex) {
        return new Vec(positions[3 * vertex], positions[3 * vertex + 1], positions[3 * vertex + 2]);
    }
}
