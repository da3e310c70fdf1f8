package org.gridspace.examples;

/**
 * An option of an example.
 *
 * @param name without the dashes
 * @param value what to call its value in help, such as FILE
 * @param description one line, with the default
 */
public record ExampleOption(String name, String value, String description) {}
