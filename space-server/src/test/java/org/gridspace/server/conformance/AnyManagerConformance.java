package org.gridspace.server.conformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** What holds whosever transactions it is under. A subclass says which spaces and whose transaction manager are tried. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all
abstract class AnyManagerConformance {
    private Subject subject;

    /** Whom to try. */
    abstract Subject startSubject() throws Exception;

    /** Who is tried. */
    final Subject subject() {
        return subject;
    }

    @BeforeAll
    void start() throws Exception {
        subject = startSubject();
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
