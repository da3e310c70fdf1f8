package org.gridspace.worker.sandbox;

import java.io.IOException;
import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;

/** Starts blank children for the pool, checks them, and ends them. Thread-safe. */
final class ChildFactory extends BasePooledObjectFactory<Child> {
    private final LaunchPlan plan;
    private final Starter starter;
    private final ChildContext context;

    ChildFactory(LaunchPlan plan, Starter starter, ChildContext context) {
        this.plan = plan;
        this.starter = starter;
        this.context = context;
    }

    @Override
    public Child create() throws IOException, InterruptedException {
        Child child = new Child(starter.start(plan.command()), context);
        try {
            child.begin();
            return child;
        } catch (ChildDied e) {
            child.close();
            throw new IOException("a child can't be started: " + e.getMessage(), e);
        }
    }

    @Override
    public PooledObject<Child> wrap(Child child) {
        return new DefaultPooledObject<>(child);
    }

    @Override
    public boolean validateObject(PooledObject<Child> pooled) {
        Child child = pooled.getObject();
        return child.isAlive() && child.answers();
    }

    @Override
    public void destroyObject(PooledObject<Child> pooled) {
        pooled.getObject().close();
    }
}
