package org.gridspace.server.conformance;

/** The suite over the wire: a tracker, two hosts that it knows, and their spaces as any Jini program finds them. */
class OwnManagerConformanceTest extends OwnManagerConformance {
    @Override
    Subject startSubject() throws Exception {
        return ProductSubject.start();
    }

    @Override
    Subject startInquisitive() throws Exception {
        return InquisitiveSubject.start();
    }
}
