package org.gridspace.server.conformance;

import org.gridspace.server.engine.Polling;

/** The suite with the engine alone. */
class EngineConformanceTest extends OwnManagerConformance {
    @Override
    Subject startSubject() {
        return EngineSubject.start(Polling.DEFAULT);
    }

    @Override
    Subject startInquisitive() {
        return EngineSubject.start(InquisitiveSubject.SOON);
    }
}
