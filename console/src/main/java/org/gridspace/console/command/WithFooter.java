package org.gridspace.console.command;

/** A command whose help ends with lines that aren't known before it runs. */
public interface WithFooter {
    /** What stands above them, in the form of a picocli footer. */
    String footerHeading();

    /** The lines, in the same form. */
    String[] footer();
}
