package org.gridspace.console.command;

/** A command whose help lists the examples, and which passes options that it doesn't know on to one of them. */
public interface WithExamples {
    /** Lines about the examples, in the form of a picocli footer. */
    default String[] examples() {
        return ExampleCall.describeAll().stream()
                .map(line -> line.replace("%", "%%"))
                .toArray(String[]::new);
    }
}
