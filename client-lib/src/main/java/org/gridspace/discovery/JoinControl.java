package org.gridspace.discovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jini.admin.JoinAdmin;
import net.jini.core.discovery.LookupLocator;
import net.jini.core.entry.Entry;
import net.jini.lookup.JoinManager;
import org.jspecify.annotations.Nullable;

/**
 * Changes where and under which attributes a member is registered. Sets behave as River's {@code LookupDiscoveryManager} has them: {@code null} groups
 * are all groups, nothing can be added to those or removed from them, and an element of an array must not be null. Thread-safe.
 */
final class JoinControl implements JoinAdmin {
    private final JoinManager join;
    private final TrackerSearch search;

    JoinControl(JoinManager join, TrackerSearch search) {
        this.join = join;
        this.search = search;
    }

    @Override
    public Entry[] getLookupAttributes() {
        return join.getAttributes();
    }

    @Override
    public void addLookupAttributes(Entry[] attributes) {
        requireNoPeer(attributes);
        join.addAttributes(attributes, true);
    }

    @Override
    public void modifyLookupAttributes(Entry[] templates, Entry[] attributes) {
        requireNoPeer(templates);
        requireNoPeer(attributes);
        join.modifyAttributes(templates, attributes, true);
    }

    /** By that one a grid knows its members. It can't be marked as service-controlled: its shape is for ever. */
    private static void requireNoPeer(@Nullable Entry[] entries) {
        for (Entry entry : entries) {
            if (entry instanceof Peer) {
                throw new SecurityException("attempt to add or modify an attribute by which a grid knows its members");
            }
        }
    }

    @Override
    public synchronized String @Nullable [] getLookupGroups() {
        Set<String> groups = search.groups();
        return groups == null ? null : groups.toArray(String[]::new);
    }

    @Override
    public synchronized void addLookupGroups(String[] groups) {
        Set<String> all = definiteGroups();
        all.addAll(List.of(groups));
        search.setGroups(all);
    }

    @Override
    public synchronized void removeLookupGroups(String[] groups) {
        Set<String> left = definiteGroups();
        left.removeAll(List.of(groups));
        search.setGroups(left);
    }

    @Override
    public synchronized void setLookupGroups(String @Nullable [] groups) {
        search.setGroups(groups == null ? null : new LinkedHashSet<>(List.of(groups)));
    }

    private Set<String> definiteGroups() {
        Set<String> groups = search.groups();
        if (groups == null) {
            throw new UnsupportedOperationException("all groups are joined: none can be added or removed");
        }
        return new LinkedHashSet<>(groups);
    }

    @Override
    public synchronized LookupLocator[] getLookupLocators() {
        return search.given().stream()
                .map(tracker -> new LookupLocator(tracker.host(), tracker.port()))
                .toArray(LookupLocator[]::new);
    }

    @Override
    public synchronized void addLookupLocators(LookupLocator[] locators) {
        Set<TrackerAddress> all = new LinkedHashSet<>(search.given());
        all.addAll(addresses(locators));
        setGiven(all);
    }

    @Override
    public synchronized void removeLookupLocators(LookupLocator[] locators) {
        Set<TrackerAddress> left = new LinkedHashSet<>(search.given());
        left.removeAll(addresses(locators));
        setGiven(left);
    }

    @Override
    public synchronized void setLookupLocators(LookupLocator[] locators) {
        setGiven(new LinkedHashSet<>(addresses(locators)));
    }

    /** A caller may have none of our classes: it is told in one of the JDK's. */
    private void setGiven(Set<TrackerAddress> trackers) {
        try {
            search.setGiven(new ArrayList<>(trackers));
        } catch (AddressRefused e) {
            throw new SecurityException(e.getMessage());
        }
    }

    private static List<TrackerAddress> addresses(LookupLocator[] locators) {
        return Arrays.stream(locators)
                .map(locator -> new TrackerAddress(locator.getHost(), locator.getPort()))
                .toList();
    }
}
