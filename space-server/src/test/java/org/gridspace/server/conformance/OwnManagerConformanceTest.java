package org.gridspace.server.conformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** The suite against this project's spaces and their own transaction manager. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all
class OwnManagerConformanceTest {
    private Subject subject;
    private Subject inquisitive;

    @BeforeAll
    void start() throws Exception {
        subject = ProductSubject.start();
        inquisitive = InquisitiveSubject.start();
    }

    @AfterAll
    void stop() throws Exception {
        subject.close();
        inquisitive.close();
    }

    @Nested
    class Entries extends EntryConformance {
        @Override
        Subject subject() {
            return subject;
        }
    }

    @Nested
    class Values extends ValueConformance {
        @Override
        Subject subject() {
            return subject;
        }
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
    class Participation extends ParticipantConformance {
        @Override
        Subject subject() {
            return inquisitive;
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
    class Batches extends BatchConformance {
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
