package org.gridspace.wire;

/**
 * What a template demands of a field beside equality.
 *
 * @param field the field's place in its type
 * @param comparison how
 * @param value the encoded value that the field is compared with; one of another type meets {@link Comparison#NOT_EQUAL} only
 */
public record Condition(int field, Comparison comparison, byte[] value) {}
