package org.gridspace.server.service;

import java.util.ArrayList;
import java.util.List;
import org.gridspace.server.engine.Command;
import org.gridspace.server.engine.SessionId;
import org.gridspace.wire.Comparison;
import org.gridspace.wire.EventKind;
import org.gridspace.wire.LeaseKind;
import org.gridspace.wire.NewEntry;
import org.gridspace.wire.Request;
import org.gridspace.wire.Template;

/**
 * Requests as commands of a session. A lease that the client leaves to the server becomes one of
 * {@link SpaceService#DEFAULT_LEASE_MILLIS}.
 *
 * @param session the session's number
 * @param peer the client's address
 */
record Commands(long session, String peer) implements Request.Visitor<Command> {
    private static final long MAX_SESSION_LEASE_MILLIS = 10 * 60 * 1000L;

    private Command.Origin origin(Request request) {
        return new Command.Origin(session, request.sequence());
    }

    private static long lease(long leaseMillis) {
        return leaseMillis == 0 ? SpaceService.DEFAULT_LEASE_MILLIS : leaseMillis;
    }

    private static Command.NewEntry entry(NewEntry entry) {
        return new Command.NewEntry(entry.typeId(), entry.fields(), lease(entry.leaseMillis()));
    }

    private static List<Command.NewEntry> entries(List<NewEntry> entries) {
        List<Command.NewEntry> commands = new ArrayList<>(entries.size());
        entries.forEach(entry -> commands.add(entry(entry)));
        return commands;
    }

    private static Command.Template template(Template template) {
        if (template.conditions().isEmpty()) {
            return new Command.Template(template.typeId(), template.fields());
        }
        List<Command.Condition> conditions =
                new ArrayList<>(template.conditions().size());
        template.conditions()
                .forEach(condition -> conditions.add(new Command.Condition(
                        condition.field(), comparison(condition.comparison()), condition.value())));
        return new Command.Template(template.typeId(), template.fields(), conditions);
    }

    private static Command.Comparison comparison(Comparison comparison) {
        return switch (comparison) {
            case NOT_EQUAL -> Command.Comparison.NOT_EQUAL;
            case LESS -> Command.Comparison.LESS;
            case AT_MOST -> Command.Comparison.AT_MOST;
            case GREATER -> Command.Comparison.GREATER;
            case AT_LEAST -> Command.Comparison.AT_LEAST;
        };
    }

    private static List<Command.Template> templates(List<Template> templates) {
        List<Command.Template> commands = new ArrayList<>(templates.size());
        templates.forEach(template -> commands.add(template(template)));
        return commands;
    }

    @Override
    public Command openSession(Request.OpenSession request) {
        long lease = Math.max(1, Math.min(MAX_SESSION_LEASE_MILLIS, request.leaseMillis()));
        return new Command.OpenSession(new SessionId(request.idHigh(), request.idLow()), lease);
    }

    @Override
    public Command attachSession(Request.AttachSession request) {
        return new Command.AttachSession(new SessionId(request.idHigh(), request.idLow()), request.eventsArrived());
    }

    @Override
    public Command closeSession(Request.CloseSession request) {
        return new Command.CloseSession(session);
    }

    @Override
    public Command renewSession(Request.RenewSession request) {
        return new Command.RenewSession(session);
    }

    @Override
    public Command acknowledge(Request.Acknowledge request) {
        return new Command.Acknowledge(session, request.floor(), request.above());
    }

    @Override
    public Command defineType(Request.DefineType request) {
        return new Command.DefineType(request.type());
    }

    @Override
    public Command describeType(Request.DescribeType request) {
        return new Command.DescribeType(request.typeId());
    }

    @Override
    public Command takeCensus(Request.TakeCensus request) {
        return new Command.TakeCensus();
    }

    @Override
    public Command write(Request.Write request) {
        return new Command.Write(origin(request), request.transaction(), entry(request.entry()));
    }

    @Override
    public Command match(Request.Match request) {
        Command.Template template = template(request.template());
        return new Command.Match(
                origin(request),
                kind(request),
                request.transaction(),
                template,
                request.timeoutMillis(),
                request.holdMillis());
    }

    private static Command.MatchKind kind(Request.Match request) {
        return switch (request.kind()) {
            case READ -> Command.MatchKind.READ;
            case READ_IF_EXISTS -> Command.MatchKind.READ_IF_EXISTS;
            case TAKE -> Command.MatchKind.TAKE;
            case TAKE_IF_EXISTS -> Command.MatchKind.TAKE_IF_EXISTS;
        };
    }

    @Override
    public Command withdraw(Request.Withdraw request) {
        return new Command.Withdraw(origin(request), request.matchSequence());
    }

    @Override
    public Command renewLease(Request.RenewLease request) {
        return new Command.RenewLease(
                origin(request), kind(request.kind()), request.id(), lease(request.leaseMillis()));
    }

    @Override
    public Command cancelLease(Request.CancelLease request) {
        return new Command.CancelLease(origin(request), kind(request.kind()), request.id());
    }

    private static Command.LeaseKind kind(LeaseKind kind) {
        return switch (kind) {
            case ENTRY -> Command.LeaseKind.ENTRY;
            case TRANSACTION -> Command.LeaseKind.TRANSACTION;
            case REGISTRATION -> Command.LeaseKind.REGISTRATION;
            case CONTENTS -> Command.LeaseKind.CONTENTS;
        };
    }

    @Override
    public Command writeBatch(Request.WriteBatch request) {
        return new Command.WriteBatch(origin(request), request.transaction(), entries(request.entries()));
    }

    @Override
    public Command takeBatch(Request.TakeBatch request) {
        return new Command.TakeBatch(
                origin(request),
                request.transaction(),
                templates(request.templates()),
                request.timeoutMillis(),
                request.maxEntries());
    }

    @Override
    public Command openContents(Request.OpenContents request) {
        return new Command.OpenContents(
                origin(request),
                request.transaction(),
                templates(request.templates()),
                lease(request.leaseMillis()),
                request.maxEntries(),
                request.count());
    }

    @Override
    public Command readContents(Request.ReadContents request) {
        return new Command.ReadContents(origin(request), request.contents(), request.afterEntryId(), request.count());
    }

    @Override
    public Command register(Request.Register request) {
        return new Command.Register(
                origin(request),
                request.transaction(),
                kind(request.kind()),
                templates(request.templates()),
                lease(request.leaseMillis()));
    }

    private static Command.EventKind kind(EventKind kind) {
        return switch (kind) {
            case WRITTEN -> Command.EventKind.WRITTEN;
            case AVAILABLE -> Command.EventKind.AVAILABLE;
            case VISIBLE -> Command.EventKind.VISIBLE;
        };
    }

    @Override
    public Command deliverDirectly(Request.DeliverDirectly request) {
        return new Command.DeliverDirectly(
                origin(request), request.registration(), peer, request.listener(), request.handback());
    }

    @Override
    public Command acknowledgeEvents(Request.AcknowledgeEvents request) {
        return new Command.AcknowledgeEvents(session, request.upTo());
    }

    @Override
    public Command begin(Request.Begin request) {
        return new Command.Begin(origin(request), request.transaction(), lease(request.leaseMillis()));
    }

    @Override
    public Command commit(Request.Commit request) {
        return new Command.Commit(origin(request), request.transaction(), entries(request.lastWrites()));
    }

    @Override
    public Command enlist(Request.Enlist request) {
        return new Command.Enlist(origin(request), request.transaction(), request.manager(), request.id());
    }

    @Override
    public Command join(Request.Join request) {
        return new Command.Join(origin(request), request.transaction(), request.participant(), request.crashCount());
    }

    @Override
    public Command getState(Request.GetState request) {
        return new Command.GetState(origin(request), request.transaction());
    }

    @Override
    public Command settle(Request.Settle request) {
        return new Command.Settle(origin(request), request.transaction(), request.commit(), request.waitMillis());
    }

    @Override
    public Command abort(Request.Abort request) {
        return new Command.Abort(origin(request), request.transaction());
    }
}
