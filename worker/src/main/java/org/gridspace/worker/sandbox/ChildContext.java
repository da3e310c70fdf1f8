package org.gridspace.worker.sandbox;

import java.util.List;
import org.gridspace.child.protocol.ChildSettings;
import org.gridspace.child.protocol.ChildSettings.Permit;
import org.gridspace.policy.Resource;
import org.gridspace.policy.SandboxProfile;

/**
 * What all children of a sandbox share. Immutable but for the watch, which is thread-safe.
 *
 * @param profile what the policy says
 * @param settings the same as a child is told it
 * @param watch ends what takes too long
 */
record ChildContext(SandboxProfile profile, ChildSettings settings, Watch watch) {
    static ChildContext of(SandboxProfile profile, Watch watch) {
        List<Permit> permits = profile.permissions().stream()
                .map(p -> new Permit(p.className(), p.target(), p.actions()))
                .toList();
        ChildSettings settings = new ChildSettings(
                Math.toIntExact(profile.limit(Resource.RESULT)),
                profile.limit(Resource.OUTPUT),
                Math.toIntExact(profile.limit(Resource.THREADS)),
                permits);
        return new ChildContext(profile, settings, watch);
    }
}
