package io.tributary.aggregation.robustness;

import io.tributary.aggregation.gate.SampleWeight;
import io.tributary.aggregation.limit.AcceptedUpdate;
import io.tributary.aggregation.limit.LimitedContribution;
import io.tributary.aggregation.limit.WindowLimits;
import io.tributary.aggregation.merge.catalogue.MergeStrategies;
import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.IncrementalStrategy;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.aggregation.merge.strategy.SelectingStrategy;
import io.tributary.aggregation.merge.strategy.WholeWindowStrategy;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.MergeSettings;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.OptimizerSettings;
import io.tributary.schemas.spec.WeightSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How the updates of one window become a step: the shipped strategies and the shipped limits. */
final class Defence {
  /** About ten times an honest update: as far as the fixed clip of real federations is off. */
  private static final double FIXED_CLIP = 20;

  private final String name;
  private final MergeStrategy strategy;
  private final WindowSettings window;
  private final List<Double> norms = new ArrayList<>();

  private Defence(String name, MergeStrategy strategy, WindowSettings window) {
    this.name = name;
    this.strategy = strategy;
    this.window = window;
  }

  /** One member's update. */
  record Sent(Contribution contribution, float[] payload, boolean newcomer) {}

  /** Every defence anew. */
  static List<Defence> all() {
    WindowSettings old = WindowSettings.rounds().clippedTo(FIXED_CLIP);
    WindowSettings limits = old.bounded(NormSettings.robust(), WeightSettings.robust());
    return List.of(
        new Defence("mean, before", strategy("weighted-mean", 1), old),
        new Defence("mean", strategy("weighted-mean", 1), limits),
        new Defence("mean, clip 2", strategy("weighted-mean", 1), clippedAt(limits, 2)),
        new Defence("median", strategy("median", 1), limits),
        new Defence("weighted median", strategy("weighted-median", 1), limits),
        new Defence("trimmed mean, f 3", strategy("trimmed-mean", 3), limits),
        new Defence("filtered mean", strategy("filtered-mean", 1), limits),
        new Defence("krum, f 3", strategy("krum", 3), limits),
        new Defence("multi-krum, f 3", strategy("multi-krum", 3), limits));
  }

  private static WindowSettings clippedAt(WindowSettings limits, double factor) {
    return limits.bounded(new NormSettings(0, 0, factor, 0.5, 5, 3, true), WeightSettings.robust());
  }

  private static MergeStrategy strategy(String name, int byzantine) {
    return MergeStrategies.named(
        new MergeSettings(name, byzantine, 0, 0.6, 128, OptimizerSettings.none()));
  }

  String name() {
    return name;
  }

  /** Whether it takes a member at its word. */
  boolean trustsClaims() {
    return !window.weights().announced();
  }

  /** The window's step. */
  double[] step(AdapterLayout layout, List<Sent> sent) {
    var limits = new WindowLimits(window, strategy.ownUnits());
    List<AcceptedUpdate> accepted = sent.stream().map(this::accepted).toList();
    Map<Object, Contribution> counts = new HashMap<>();
    accepted.forEach(one -> counts.put(one.contribution().update(), one.contribution()));
    if (limits.apply()) {
      int from = Math.max(0, norms.size() - window.norms().remembered());
      List<Double> earlier = List.copyOf(norms.subList(from, norms.size()));
      List<LimitedContribution> limited = limits.limited(accepted, earlier);
      norms.addAll(limits.taught(accepted, limited, earlier));
      limited.forEach(one -> counts.put(one.contribution().update(), one.contribution()));
    }
    ChunkShape shape = ChunkShape.of(layout, 0);
    Accumulator accumulator = open(shape, sent, counts);
    return accumulator.step().values();
  }

  private AcceptedUpdate accepted(Sent sent) {
    Contribution c = sent.contribution();
    double norm = Attack.norm(sent.payload());
    double clip = Math.min(1, window.clipNorm() / norm);
    return new AcceptedUpdate(
        new Contribution(c.update(), c.weight(), clip, 0, c.units(), 0, 0), norm, sent.newcomer());
  }

  private Accumulator open(ChunkShape shape, List<Sent> sent, Map<Object, Contribution> counts) {
    var chosen = new HashSet<Object>(counts.keySet());
    Accumulator accumulator;
    if (strategy instanceof IncrementalStrategy incremental) {
      accumulator = incremental.over(shape, new long[incremental.stateLength(shape)]);
    } else if (strategy instanceof WholeWindowStrategy buffered) {
      accumulator = buffered.open(shape);
    } else {
      var selecting = (SelectingStrategy) strategy;
      var counted = new ArrayList<SelectingStrategy.Counted>();
      var payloads = new TreeMap<UpdateId, SelectingStrategy.Clipped>();
      for (Sent one : sent) {
        double clip = counts.get(one.contribution().update()).clip();
        payloads.put(
            one.contribution().update(),
            new SelectingStrategy.Clipped(FloatBuffer.wrap(one.payload()), clip));
      }
      for (UpdateId id : payloads.keySet()) {
        double norm = payloads.get(id).clip() * Attack.norm(payloads.get(id).payload().array());
        counted.add(new SelectingStrategy.Counted(id, counts.get(id).weight(), norm));
      }
      var distances = List.of(selecting.measure(payloads));
      chosen.retainAll(selecting.choose(distances, counted).kept());
      accumulator = selecting.open(shape);
    }
    for (Sent one : sent) {
      Contribution c = counts.get(one.contribution().update());
      if (chosen.contains(c.update())) {
        accumulator.add(MergeContribution.of(c, HeadAdapter.RANK), FloatBuffer.wrap(one.payload()));
      }
    }
    return accumulator;
  }

  /** Units of a member of a cluster of so many. */
  long units(long samples, int members) {
    long claimed = samples * SampleWeight.UNITS;
    return trustsClaims() ? claimed : Math.min(claimed, SampleWeight.mostUnits(members));
  }
}
