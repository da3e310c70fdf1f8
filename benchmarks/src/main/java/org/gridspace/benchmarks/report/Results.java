package org.gridspace.benchmarks.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import org.gridspace.benchmarks.order.Figure;
import org.gridspace.benchmarks.peer.PeerName;

/** All that was measured, by metric and peer, in the order of the rounds; and why something wasn't. Confined to one thread. */
public final class Results {
    private final Map<Metric, Map<PeerName, List<Double>>> values = new LinkedHashMap<>();
    private final Map<String, Map<PeerName, String>> problems = new LinkedHashMap<>();

    /** Adds a round. */
    public void add(String work, PeerName peer, Map<Figure, Double> figures) {
        for (Figure figure : Figure.values()) {
            Double value = figures.get(figure);
            if (value != null) {
                add(new Metric(work, figure), peer, value);
            }
        }
    }

    private void add(Metric metric, PeerName peer, double value) {
        values.computeIfAbsent(metric, m -> new EnumMap<>(PeerName.class))
                .computeIfAbsent(peer, p -> new ArrayList<>())
                .add(value);
    }

    /** Adds all that another one has. */
    public void addAll(Results other) {
        other.values.forEach((metric, byPeer) ->
                byPeer.forEach((peer, rounds) -> rounds.forEach(value -> add(metric, peer, value))));
        other.problems.forEach((work, byPeer) -> byPeer.forEach((peer, why) -> unavailable(work, peer, why)));
    }

    /** Says why a work has no figures of a peer; the first reason stays. */
    public void unavailable(String work, PeerName peer, String why) {
        problems.computeIfAbsent(work, w -> new EnumMap<>(PeerName.class)).putIfAbsent(peer, why);
    }

    /** What was measured by anybody. */
    public List<Metric> metrics() {
        return List.copyOf(values.keySet());
    }

    /** The rounds' values; none if it wasn't measured. */
    public List<Double> values(Metric metric, PeerName peer) {
        return List.copyOf(values.getOrDefault(metric, Map.of()).getOrDefault(peer, List.of()));
    }

    /** Where they lie. */
    public Optional<Spread> spread(Metric metric, PeerName peer) {
        List<Double> all = values(metric, peer);
        return all.isEmpty() ? Optional.empty() : Optional.of(Spread.of(all));
    }

    /** How many times as good we are as {@code peer}, where the rounds' ratios lie. */
    public Optional<Spread> ratio(Metric metric, PeerName peer) {
        return ratio(
                values(metric, PeerName.GRIDSPACE),
                values(metric, peer),
                (ours, theirs) -> metric.figure().ratio(ours, theirs));
    }

    /** Our own {@code metric} divided by our {@code base}, where the rounds' ratios lie. */
    public Optional<Spread> quotient(Metric metric, Metric base) {
        return ratio(values(metric, PeerName.GRIDSPACE), values(base, PeerName.GRIDSPACE), (a, b) -> a / b);
    }

    private static Optional<Spread> ratio(List<Double> first, List<Double> second, DoubleBinaryOperator division) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(first.size(), second.size()); i++) {
            ratios.add(division.applyAsDouble(first.get(i), second.get(i)));
        }
        return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
    }

    /** Whether this peer has any value. */
    public boolean has(PeerName peer) {
        return values.values().stream().anyMatch(byPeer -> byPeer.containsKey(peer));
    }

    /** What couldn't be measured, a line each. */
    public List<String> problems() {
        List<String> lines = new ArrayList<>();
        problems.forEach((work, byPeer) ->
                byPeer.forEach((peer, why) -> lines.add(work + ", " + peer.text() + ": not available: " + why)));
        return lines;
    }
}
