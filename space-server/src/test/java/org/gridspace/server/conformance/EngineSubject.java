package org.gridspace.server.conformance;

import net.jini.core.transaction.server.TransactionManager;
import net.jini.space.JavaSpace05;
import org.gridspace.server.embedded.EmbeddedSpace;
import org.gridspace.server.engine.Polling;

/** Two of this project's spaces, without a network. */
record EngineSubject(EmbeddedSpace one, EmbeddedSpace other) implements Subject {
    static EngineSubject start(Polling polling) {
        return new EngineSubject(EmbeddedSpace.start("one", polling), EmbeddedSpace.start("other", polling));
    }

    @Override
    public JavaSpace05 space() {
        return one.space();
    }

    @Override
    public JavaSpace05 otherSpace() {
        return other.space();
    }

    @Override
    public TransactionManager manager() {
        return one.transactions();
    }

    @Override
    public void close() {
        one.close();
        other.close();
    }
}
