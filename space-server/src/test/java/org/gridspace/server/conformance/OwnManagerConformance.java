package org.gridspace.server.conformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The whole suite against this project's spaces and their own transaction manager. A subclass says how they are reached. */
@SuppressWarnings("NullAway.Init") // set before all
abstract class OwnManagerConformance extends AnyManagerConformance {
    private Subject inquisitive;

    /** Spaces that lose patience with other people's managers within a second instead of a minute. */
    abstract Subject startInquisitive() throws Exception;

    @BeforeAll
    void startAnother() throws Exception {
        inquisitive = startInquisitive();
    }

    @AfterAll
    void stopAnother() throws Exception {
        inquisitive.close();
    }

    @Nested
    class Entries extends EntryConformance {
        @Override
        Subject subject() {
            return OwnManagerConformance.this.subject();
        }
    }

    @Nested
    class Values extends ValueConformance {
        @Override
        Subject subject() {
            return OwnManagerConformance.this.subject();
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
    class Batches extends BatchConformance {
        @Override
        Subject subject() {
            return OwnManagerConformance.this.subject();
        }
    }
}
