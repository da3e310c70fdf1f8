package org.gridspace.child;

import java.io.IOException;
import java.security.AccessControlContext;
import java.security.AccessController;
import java.security.CodeSource;
import java.security.Permission;
import java.security.Permissions;
import java.security.PrivilegedActionException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.gridspace.child.protocol.BadFrame;
import org.gridspace.child.protocol.ChildSettings;
import org.gridspace.child.protocol.ChildSettings.Permit;
import org.gridspace.child.protocol.Frame;
import org.gridspace.child.protocol.FrameOutput;
import org.gridspace.child.protocol.FrameType;
import org.jspecify.annotations.Nullable;

/**
 * The one job of this child: its code, its permissions, and the running of its tasks. Confined to the task thread once
 * it is made.
 */
final class Job {
    private final ChildSettings settings;
    private final ThreadGroup group;
    private final List<Permission> granted;
    private @Nullable JobLoader loader;
    private @Nullable AccessControlContext context;

    Job(ChildSettings settings, ThreadGroup group) throws ReflectiveOperationException {
        this.settings = settings;
        this.group = group;
        this.granted = new ArrayList<>();
        for (Permit permit : settings.permissions()) {
            granted.add(permission(permit));
        }
    }

    private static Permission permission(Permit permit) throws ReflectiveOperationException {
        return Class.forName(permit.className())
                .asSubclass(Permission.class)
                .getConstructor(String.class, String.class)
                .newInstance(permit.target(), permit.actions().isEmpty() ? null : permit.actions());
    }

    ThreadGroup group() {
        return group;
    }

    /** Does what a frame asks for and leaves the reply in {@code out}, not sent yet. */
    void handle(Frame frame, FrameOutput out) throws IOException {
        JobLoader code = loader;
        AccessControlContext rights = context;
        if (frame.type() == FrameType.LOAD && code == null) {
            load(frame, out);
        } else if (frame.type() == FrameType.RUN && code != null && rights != null) {
            run(new TaskCall(frame.rest(), code, settings.resultBytes()), rights, out);
        } else {
            throw new BadFrame("unexpected ".concat(frame.type().name()));
        }
    }

    private void load(Frame frame, FrameOutput out) throws BadFrame {
        String sha256 = frame.text();
        try {
            JobCode code = JobCode.unpack(sha256, frame.rest());
            CodeSource source = code.source();
            Permissions permissions = new Permissions();
            for (Permission permission : granted) {
                permissions.add(permission);
            }
            permissions.setReadOnly();
            ProtectionDomain domain = new ProtectionDomain(source, permissions);
            loader = new JobLoader(code, domain, new ExposedLoader());
            context = new AccessControlContext(new ProtectionDomain[] {domain});
            out.begin(FrameType.LOADED);
        } catch (IOException e) {
            out.begin(FrameType.REFUSED).text(String.valueOf(e.getMessage()));
        }
    }

    /** Everything of the job's, reading the task and writing the result too, runs with the job's rights only. */
    private static void run(TaskCall call, AccessControlContext rights, FrameOutput out) {
        Thread.interrupted();
        Thread.currentThread().setContextClassLoader(call.loader());
        try {
            AccessController.doPrivileged(call, rights);
            BoundedBytes result = call.result();
            out.begin(FrameType.RETURNED).rest(result.array(), result.length());
        } catch (Throwable e) { // a task may throw anything, and all of it is an answer
            Throwable thrown = e instanceof PrivilegedActionException && e.getCause() != null ? e.getCause() : e;
            new Obituary(thrown, call, rights).write(out);
        }
    }
}
