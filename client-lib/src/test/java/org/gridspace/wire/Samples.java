package org.gridspace.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gridspace.entry.EntryType;

/** One message of each kind, with content that uses its fields. */
final class Samples {
    static final EntryType NOTE = new EntryType(List.of(
            new EntryType.Level("demo.Base", List.of(new EntryType.Field("name", "java.lang.String"))),
            new EntryType.Level("demo.Note", List.of())));
    private static final byte[] FIELDS = {3, 'h', 'i'};

    private static final List<Template> TEMPLATES = List.of(
            new Template(2, new byte[] {0}),
            new Template(2, new byte[] {0}, List.of(new Condition(0, Comparison.AT_LEAST, new byte[] {'h'}))));

    private Samples() {}

    /** By name, in the order of the documentation. */
    static Map<String, Request> requests() {
        Map<String, Request> all = new LinkedHashMap<>();
        add(all, new Request.OpenSession(1, 0x0123456789abcdefL, 0xfedcba9876543210L, 30_000));
        add(all, new Request.AttachSession(1, 0x0123456789abcdefL, 0xfedcba9876543210L, 77));
        add(all, new Request.CloseSession(1));
        add(all, new Request.RenewSession(2));
        add(all, new Request.Acknowledge(0, 299, new long[] {301, 70_000}));
        add(all, new Request.DefineType(3, NOTE));
        add(all, new Request.DescribeType(4, 2));
        add(all, new Request.TakeCensus(5));
        add(all, new Request.Write(6, 0, new NewEntry(2, FIELDS, Long.MAX_VALUE)));
        add(all, new Request.Match(7, MatchKind.TAKE, 0, new Template(2, new byte[] {0}), 1_000, 10_000));
        add(all, new Request.Withdraw(8, 7));
        add(all, new Request.RenewLease(9, LeaseKind.ENTRY, 77, 60_000));
        add(all, new Request.CancelLease(10, LeaseKind.CONTENTS, 77));
        add(all, new Request.WriteBatch(15, 5, List.of(new NewEntry(2, FIELDS, 60_000))));
        add(all, new Request.TakeBatch(16, 0, TEMPLATES, 1_000, 100));
        add(all, new Request.OpenContents(17, 0, TEMPLATES, 60_000, Long.MAX_VALUE, 100));
        add(all, new Request.ReadContents(18, 9, 77, 100));
        add(all, new Request.Begin(11, 1L << 41, 60_000));
        add(all, new Request.Commit(13, 5, List.of(new NewEntry(2, FIELDS, 0), new NewEntry(1, FIELDS, 128))));
        add(all, new Request.Abort(14, 5));
        add(all, new Request.Register(19, 0, EventKind.AVAILABLE, TEMPLATES, 60_000));
        add(all, new Request.AcknowledgeEvents(0, 12));
        add(all, new Request.DeliverDirectly(25, 6, new byte[] {1, 2}, new byte[0]));
        add(all, new Request.Enlist(20, 1L << 41, -2, new byte[] {(byte) 0xac, (byte) 0xed}));
        add(all, new Request.Join(21, 1L << 41, -1, new byte[] {(byte) 0xac, (byte) 0xed}));
        add(all, new Request.GetState(22, 1L << 41));
        add(all, new Request.Settle(23, 1L << 41, true, 5_000));
        return all;
    }

    /** By name, in the order of the documentation. */
    static Map<String, Reply> replies() {
        Map<String, Reply> all = new LinkedHashMap<>();
        add(all, new Reply.Done(2));
        add(all, new Reply.Refused(9, RefusalCode.UNKNOWN_LEASE, "no entry has this lease"));
        add(all, new Reply.SessionOpened(1, 30_000));
        add(all, new Reply.TypeDefined(3, 2));
        add(all, new Reply.TypeIs(4, NOTE));
        add(all, new Reply.Census(5, List.of(new Reply.Census.Line(NOTE, 1_000_000))));
        add(all, new Reply.Written(6, 77, Long.MAX_VALUE));
        add(all, new Reply.Found(7, 77, 2, FIELDS, 5));
        add(all, new Reply.NothingFound(7));
        add(all, new Reply.Withdrawn(7));
        add(all, new Reply.Granted(9, 60_000));
        add(all, new Reply.WrittenBatch(15, new long[] {77, 78}, new long[] {60_000, Long.MAX_VALUE}));
        add(all, new Reply.FoundBatch(16, List.of(new FoundEntry(77, 2, FIELDS))));
        add(all, new Reply.ContentsPage(17, 9, 60_000, false, List.of(new FoundEntry(77, 2, FIELDS))));
        add(all, new Reply.Begun(11, 5, 60_000));
        add(all, new Reply.Committed(13, new long[] {78, 79}));
        add(all, new Reply.Registered(19, 6, 0, 60_000));
        add(all, new Reply.Farewell(0, FarewellCode.SESSIONS_END, "the space closes"));
        add(all, new Reply.Event(0, 12, 6, 3, true, new FoundEntry(77, 2, FIELDS)));
        add(all, new Reply.Enlisted(20, 1L << 41));
        add(all, new Reply.StateIs(22, TransactionState.VOTING));
        add(all, new Reply.Settled(23, TransactionState.COMMITTED, false));
        return all;
    }

    private static <M> void add(Map<String, M> all, M message) {
        all.put(message.getClass().getSimpleName(), message);
    }
}
