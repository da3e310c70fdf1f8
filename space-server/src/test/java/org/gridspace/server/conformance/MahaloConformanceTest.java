package org.gridspace.server.conformance;

import net.jini.core.transaction.server.TransactionManager;
import net.jini.space.JavaSpace05;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** What has to do with transactions, against this project's spaces under River's transaction manager. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all
class MahaloConformanceTest {
    private Subject subject;

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

    @BeforeAll
    void start() throws Exception {
        subject = new Mixed(ProductSubject.start(), RiverService.mahalo());
    }

    @AfterAll
    void stop() throws Exception {
        subject.close();
    }

    @Nested
    class Leases extends LeaseConformance {
        @Override
        Subject subject() {
            return subject;
        }
    }

    @Nested
    class Blocking extends BlockingConformance {
        @Override
        Subject subject() {
            return subject;
        }
    }

    @Nested
    class Transactions extends TransactionConformance {
        @Override
        Subject subject() {
            return subject;
        }
    }

    @Nested
    class Notifications extends NotifyConformance {
        @Override
        Subject subject() {
            return subject;
        }
    }

    @Nested
    class Availability extends AvailabilityConformance {
        @Override
        Subject subject() {
            return subject;
        }
    }

    @Nested
    class MatchSets extends ContentsConformance {
        @Override
        Subject subject() {
            return subject;
        }
    }
}
