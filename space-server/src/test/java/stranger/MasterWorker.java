package stranger;

import java.rmi.MarshalledObject;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.jini.core.discovery.LookupLocator;
import net.jini.core.entry.Entry;
import net.jini.core.event.EventRegistration;
import net.jini.core.event.RemoteEvent;
import net.jini.core.event.RemoteEventListener;
import net.jini.core.lease.Lease;
import net.jini.core.lookup.ServiceRegistrar;
import net.jini.core.lookup.ServiceTemplate;
import net.jini.core.transaction.Transaction;
import net.jini.core.transaction.TransactionFactory;
import net.jini.core.transaction.server.TransactionManager;
import net.jini.export.Exporter;
import net.jini.jeri.BasicILFactory;
import net.jini.jeri.BasicJeriExporter;
import net.jini.jeri.tcp.TcpServerEndpoint;
import net.jini.lease.LeaseRenewalManager;
import net.jini.lookup.entry.Name;
import net.jini.space.JavaSpace;

/**
 * A program as they were written twenty years ago: a master and workers around a space, with transactions from a manager that was looked up, an exported
 * listener, snapshots as templates and leases that a manager renews. It sees Jini's types only. Arguments: tracker URL, space name.
 */
public final class MasterWorker implements RemoteEventListener {
    private static final int JOBS = 20;
    private static final int WORKERS = 3;
    private static final long BRIEF = 3_000;

    private final JavaSpace space;
    private final TransactionManager manager;
    private final LeaseRenewalManager leases = new LeaseRenewalManager();
    private final CountDownLatch answers = new CountDownLatch(JOBS);
    private final AtomicInteger retried = new AtomicInteger();

    private MasterWorker(JavaSpace space, TransactionManager manager) {
        this.space = space;
        this.manager = manager;
    }

    @Override
    public void notify(RemoteEvent event) {
        answers.countDown();
    }

    /** Takes a job and writes its answer under one transaction; each tenth job fails the first time. */
    private boolean work(Entry template) throws Exception {
        Transaction.Created created = TransactionFactory.create(manager, BRIEF);
        Transaction transaction = created.transaction;
        leases.renewUntil(created.lease, Lease.FOREVER, null);
        Job job = (Job) space.take(template, transaction, 2_000);
        boolean fails = job != null && job.id % 10 == 0 && retried.incrementAndGet() <= JOBS / 10;
        if (job == null || fails) {
            leases.remove(created.lease);
            transaction.abort();
            return fails;
        }
        long sum = 0;
        for (long i = 0; i < job.upTo; i++) {
            sum += i;
        }
        space.write(new Answer(job.id, sum), transaction, Lease.FOREVER);
        leases.remove(created.lease);
        transaction.commit();
        return true;
    }

    private String run() throws Exception {
        Exporter exporter =
                new BasicJeriExporter(TcpServerEndpoint.getInstance("127.0.0.1", 0), new BasicILFactory(), false, true);
        RemoteEventListener stub = (RemoteEventListener) exporter.export(this);
        MarshalledObject<String> handback = new MarshalledObject<>("answers");
        EventRegistration registration = space.notify(new Answer(), null, stub, BRIEF, handback);
        leases.renewUntil(registration.getLease(), Lease.FOREVER, null);
        for (int i = 0; i < JOBS; i++) {
            leases.renewUntil(space.write(new Job("sum", i, i * 1_000L), null, BRIEF), Lease.FOREVER, null);
        }
        Entry template = space.snapshot(new Job("sum", null, null));
        Thread[] workers = new Thread[WORKERS];
        AtomicInteger problems = new AtomicInteger();
        for (int i = 0; i < WORKERS; i++) {
            workers[i] = new Thread(() -> {
                try {
                    boolean more = true;
                    while (more) {
                        more = work(template);
                    }
                } catch (Exception e) {
                    problems.incrementAndGet();
                    Thread.currentThread().getThreadGroup().uncaughtException(Thread.currentThread(), e);
                }
            });
            workers[i].start();
        }
        boolean heard = answers.await(30, TimeUnit.SECONDS);
        for (Thread worker : workers) {
            worker.join();
        }
        long sum = 0;
        int count = 0;
        for (Answer answer = (Answer) space.takeIfExists(new Answer(), null, 0);
                answer != null;
                answer = (Answer) space.takeIfExists(new Answer(), null, 0)) {
            sum += answer.sum;
            count++;
        }
        leases.cancel(registration.getLease());
        exporter.unexport(true);
        return "answers " + count + " sum " + sum + " heard " + heard + " retried " + (retried.get() >= JOBS / 10)
                + " problems " + problems + " left " + space.readIfExists(null, null, JavaSpace.NO_WAIT);
    }

    @SuppressWarnings("checkstyle:RegexpSinglelineJava") // tells the test what it has seen
    public static void main(String[] args) throws Exception {
        ServiceRegistrar registrar = new LookupLocator(args[0]).getRegistrar();
        Entry[] name = {new Name(args[1])};
        JavaSpace space =
                (JavaSpace) registrar.lookup(new ServiceTemplate(null, new Class<?>[] {JavaSpace.class}, name));
        TransactionManager manager = (TransactionManager)
                registrar.lookup(new ServiceTemplate(null, new Class<?>[] {TransactionManager.class}, null));
        System.out.println(new MasterWorker(space, manager).run());
        System.exit(0);
    }
}
