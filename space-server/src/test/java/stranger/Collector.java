package stranger;

import java.util.Arrays;
import java.util.Collections;
import net.jini.core.discovery.LookupLocator;
import net.jini.core.entry.Entry;
import net.jini.core.entry.UnusableEntryException;
import net.jini.core.lookup.ServiceTemplate;
import net.jini.entry.UnusableEntriesException;
import net.jini.lookup.entry.Name;
import net.jini.space.JavaSpace05;

/** A client that lacks classes of what it takes, and says what it gets instead. Arguments: tracker URL, space name. */
public final class Collector {
    private Collector() {}

    @SuppressWarnings("checkstyle:RegexpSinglelineJava") // tells the test what it has seen
    public static void main(String[] args) throws Exception {
        JavaSpace05 space = (JavaSpace05) new LookupLocator(args[0])
                .getRegistrar()
                .lookup(new ServiceTemplate(null, new Class<?>[] {JavaSpace05.class}, new Entry[] {new Name(args[1])}));
        for (int i = 0; i < 2; i++) {
            try {
                System.out.println("took " + space.take(null, null, JavaSpace05.NO_WAIT));
            } catch (UnusableEntryException e) {
                System.out.println(told(e));
            }
        }
        try {
            System.out.println("took "
                    + space.take(Collections.singleton(null), null, JavaSpace05.NO_WAIT, 10)
                            .size());
        } catch (UnusableEntriesException e) {
            System.out.println("good " + e.getEntries() + " bad "
                    + told((UnusableEntryException)
                            e.getUnusableEntryExceptions().iterator().next()));
        }
        System.out.println("left " + space.readIfExists(null, null, 0));
        System.exit(0);
    }

    private static String told(UnusableEntryException e) {
        return (e.partialEntry == null ? null : e.partialEntry.getClass().getSimpleName()) + " "
                + Arrays.toString(e.unusableFields) + " " + e.nestedExceptions.length;
    }
}
