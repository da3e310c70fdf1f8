package org.gridspace.code;

/**
 * A task ready to travel. Treated as immutable.
 *
 * @param bytes the serialized task, see {@link TaskSerializer}
 * @param code the classes and resources that it needs where it runs
 */
public record PackedTask(byte[] bytes, CodeJar code) {
    @Override
    public String toString() {
        return "PackedTask[" + bytes.length + " bytes, " + code + "]";
    }
}
