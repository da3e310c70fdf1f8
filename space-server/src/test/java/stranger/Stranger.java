package stranger;

import net.jini.core.discovery.LookupLocator;
import net.jini.core.entry.Entry;
import net.jini.core.lease.Lease;
import net.jini.core.lookup.ServiceRegistrar;
import net.jini.core.lookup.ServiceTemplate;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.TransactionFactory;
import net.jini.core.transaction.server.TransactionManager;
import net.jini.lookup.entry.Name;
import net.jini.space.JavaSpace05;

/** A Jini client that has never heard of this project: it sees Jini's types only. Arguments: tracker URL, space name. */
public final class Stranger {
    private Stranger() {}

    @SuppressWarnings("checkstyle:RegexpSinglelineJava") // tells the test what it has seen
    public static void main(String[] args) throws Exception {
        ServiceRegistrar registrar = new LookupLocator(args[0]).getRegistrar();
        JavaSpace05 space = (JavaSpace05) registrar.lookup(
                new ServiceTemplate(null, new Class<?>[] {JavaSpace05.class}, new Entry[] {new Name(args[1])}));
        Picture picture = new Picture();
        picture.number = 7;
        picture.detail = new Detail("seven", 49);
        space.write(picture, null, Lease.FOREVER);
        Picture template = new Picture();
        template.number = 7;
        template.detail = new Detail("seven", 49);
        Picture taken = (Picture) space.take(template, null, 10_000);
        System.out.println("took " + taken.number + " " + taken.detail.text + " " + taken.detail.number);
        System.out.println("left " + space.takeIfExists(new Picture(), null, 0));
        TransactionManager manager = (TransactionManager) registrar.lookup(
                new ServiceTemplate(null, new Class<?>[] {TransactionManager.class}, new Entry[] {new Name(args[1])}));
        Transaction transaction = TransactionFactory.create(manager, 60_000).transaction;
        space.write(picture, transaction, Lease.FOREVER);
        System.out.println("outside " + space.readIfExists(new Picture(), null, 0));
        transaction.commit();
        System.out.println("committed " + ((Picture) space.take(new Picture(), null, 0)).number);
        System.exit(0);
    }
}
