package org.gridspace.server.conformance;

import net.jini.core.transaction.server.TransactionManager;
import net.jini.space.JavaSpace05;

/** What has to do with transactions, against this project's spaces under River's transaction manager. */
class MahaloConformanceTest extends AnyManagerConformance {
    /** Spaces of one make and a manager of another. */
    private record Mixed(ProductSubject spaces, RiverService mahalo) implements Subject {
        @Override
        public JavaSpace05 space() {
            return spaces.space();
        }

        @Override
        public JavaSpace05 otherSpace() {
            return spaces.otherSpace();
        }

        @Override
        public TransactionManager manager() {
            return mahalo.proxy(TransactionManager.class);
        }

        @Override
        public void close() throws Exception {
            mahalo.close();
            spaces.close();
        }
    }

    @Override
    Subject startSubject() throws Exception {
        return new Mixed(ProductSubject.start(), RiverService.mahalo());
    }
}
