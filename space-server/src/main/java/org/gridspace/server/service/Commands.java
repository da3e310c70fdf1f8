package org.gridspace.server.service;

import java.util.ArrayList;
import java.util.List;
import org.gridspace.server.engine.Command;
import org.gridspace.server.engine.SessionId;
import org.gridspace.wire.NewEntry;
import org.gridspace.wire.Request;

/**
 * Requests as commands of a session. A lease that the client leaves to the server becomes one of
 * {@link SpaceService#DEFAULT_LEASE_MILLIS}.
 *
 * @param session the session's number
 */
record Commands(long session) implements Request.Visitor<Command> {
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

    @Override
    public Command openSession(Request.OpenSession request) {
        long lease = Math.max(1, Math.min(MAX_SESSION_LEASE_MILLIS, request.leaseMillis()));
        return new Command.OpenSession(new SessionId(request.idHigh(), request.idLow()), lease);
    }

    @Override
    public Command attachSession(Request.AttachSession request) {
        return new Command.AttachSession(new SessionId(request.idHigh(), request.idLow()));
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
        var template = new Command.Template(
                request.template().typeId(), request.template().fields());
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
    public Command renewEntry(Request.RenewEntry request) {
        return new Command.RenewEntry(origin(request), request.entryId(), lease(request.leaseMillis()));
    }

    @Override
    public Command cancelEntry(Request.CancelEntry request) {
        return new Command.CancelEntry(origin(request), request.entryId());
    }

    @Override
    public Command begin(Request.Begin request) {
        return new Command.Begin(origin(request), request.leaseMillis());
    }

    @Override
    public Command renewTransaction(Request.RenewTransaction request) {
        return new Command.RenewTransaction(origin(request), request.transaction(), request.leaseMillis());
    }

    @Override
    public Command commit(Request.Commit request) {
        List<Command.NewEntry> writes = new ArrayList<>(request.lastWrites().size());
        request.lastWrites().forEach(entry -> writes.add(entry(entry)));
        return new Command.Commit(origin(request), request.transaction(), writes);
    }

    @Override
    public Command abort(Request.Abort request) {
        return new Command.Abort(origin(request), request.transaction());
    }
}
