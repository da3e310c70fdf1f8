package com.sun.jini.reggie;

import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jini.core.entry.Entry;
import net.jini.core.lookup.ServiceRegistrar;
import net.jini.core.lookup.ServiceTemplate;
import org.jspecify.annotations.NullMarked;

/**
 * Reads attributes of registrations without turning anything of a registrant into an object: a registrar's ordinary
 * {@code lookup} unmarshals the proxies and attributes of strangers in the caller's process, which must never happen in a
 * tracker and should not happen in a peer. Stateless.
 */
@NullMarked
public final class RegistrationReader {
    private static final int MOST = 100_000;

    private RegistrationReader() {}

    /**
     * The text fields of each attribute that matches, by field name. What isn't text is left out, a registration whose
     * attribute can't be read too.
     *
     * @param template an attribute whose null fields match everything
     * @throws RemoteException if the registrar doesn't answer
     * @throws IllegalArgumentException if the registrar isn't Reggie's
     */
    public static List<Map<String, String>> texts(ServiceRegistrar registrar, Entry template) throws RemoteException {
        if (!(registrar instanceof RegistrarProxy proxy)) {
            throw new IllegalArgumentException(
                    "Not a Reggie: " + registrar.getClass().getName());
        }
        Template query = new Template(new ServiceTemplate(null, null, new Entry[] {template}));
        List<Map<String, String>> found = new ArrayList<>();
        for (Object item : proxy.server.lookup(query, MOST).items) {
            EntryRep[] attributes = ((Item) item).attributeSets;
            for (EntryRep attribute : attributes) {
                if (attribute != null && attribute.eclass.equals(query.attributeSetTemplates[0].eclass)) {
                    found.add(texts(attribute, template.getClass()));
                }
            }
        }
        return found;
    }

    private static Map<String, String> texts(EntryRep attribute, Class<?> type) {
        ClassMapper.EntryField[] fields = ClassMapper.getFields(type);
        Map<String, String> texts = new HashMap<>();
        for (int i = 0; i < Math.min(fields.length, attribute.fields.length); i++) {
            if (attribute.fields[i] instanceof String text) {
                texts.put(fields[i].field.getName(), text);
            }
        }
        return texts;
    }
}
