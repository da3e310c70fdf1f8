package org.gridspace.server.conformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** The whole suite against this project's spaces and their own transaction manager. A subclass says how they are reached. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all
abstract class OwnManagerConformance {
    private Subject subject;
    private Subject inquisitive;

    /** Whom to try. */
    abstract Subject startSubject() throws Exception;

    /** Spaces that lose patience with other people's managers within a second instead of a minute. */
    abstract Subject startInquisitive() throws Exception;

    @BeforeAll
    void start() throws Exception {
        subject = startSubject();
        inquisitive = startInquisitive();
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
