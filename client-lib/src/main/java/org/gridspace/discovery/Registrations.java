package org.gridspace.discovery;

import com.sun.jini.reggie.RegistrationReader;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jini.core.lookup.ServiceRegistrar;

/** Reads the members that one lookup service lists, as text and without unmarshalling anything of theirs. Stateless. */
public final class Registrations {
    /** The order in which members are shown: by kind, name and identity. */
    public static final Comparator<FoundMember> ORDER = Comparator.comparing(
                    (FoundMember member) -> member.info().kind())
            .thenComparing(member -> member.info().name())
            .thenComparing(member -> member.info().id());

    private Registrations() {}

    /**
     * The members, in no order. One whose attribute can't be read is left out.
     *
     * @throws RemoteException if the lookup service doesn't answer
     */
    public static List<FoundMember> of(ServiceRegistrar registrar) throws RemoteException {
        List<FoundMember> members = new ArrayList<>();
        for (Map<String, String> texts : RegistrationReader.texts(registrar, new Peer())) {
            FoundMember.of(texts).ifPresent(members::add);
        }
        return members;
    }
}
