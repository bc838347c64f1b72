package io.tributary.infra.sim.reference;

import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.aggregation.merge.linear.AgreeingMean;
import io.tributary.aggregation.merge.linear.WeightedMean;
import io.tributary.aggregation.merge.module.AdapterMerge;
import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.IncrementalStrategy;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.MergeStep;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.aggregation.merge.strategy.MixingStrategy;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import io.tributary.aggregation.merge.strategy.SelectingStrategy;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Clipped;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Counted;
import io.tributary.aggregation.merge.strategy.WholeWindowStrategy;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.FederationSpec;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes one cluster's versions again, each from its updates in the order of their ids, without
 * stores, open windows and heap. The default, a weighted mean, and means with second moments are
 * computed without the aggregator's code; other strategies are called once, for all updates.
 */
public final class ReferenceMerge {
  private final AdapterLayout layout;
  private final MergePlan plan;
  private final boolean keepsAll;
  private final Map<Integer, float[]> versions = new TreeMap<>();
  private final List<float[][]> moments = new ArrayList<>();

  /**
   * One update of a window.
   *
   * @param decision contribution as it counts
   * @param payload flat values, not clipped
   * @param norm of the payload; 0 if the update was released, or changes nothing
   */
  public record Given(Contribution decision, float[] payload, double norm) {
    private Counted counted() {
      return new Counted(decision.update(), decision.weight(), decision.clip() * norm);
    }
  }

  /** Creates one cluster's versions, with the initial one only. */
  public ReferenceMerge(FederationSpec spec) {
    layout = spec.layout();
    plan = MergePlan.of(spec.merge());
    keepsAll = plan.strategy().needsOrigins();
    versions.put(0, spec.initialAdapter().values());
    for (int index = 0; index < chunks(); index++) {
      moments.add(plan.optimizer().initialMoments(length(index)));
    }
  }

  /** Returns the updates of a window that the strategy keeps. */
  public List<UpdateId> chosen(List<Given> window) {
    if (!plan.strategy().selects()) {
      return window.stream().map(given -> given.decision().update()).toList();
    }
    var selecting = (SelectingStrategy) plan.strategy();
    var distances = new ArrayList<SelectingStrategy.Distances>();
    for (int index = 0; index < chunks(); index++) {
      var payloads = new TreeMap<UpdateId, Clipped>();
      for (Given given : window) {
        payloads.put(
            given.decision().update(),
            new Clipped(slice(given.payload(), index), given.decision().clip()));
      }
      distances.add(selecting.measure(payloads));
    }
    return selecting.choose(distances, window.stream().map(Given::counted).toList()).kept();
  }

  /**
   * The expected version.
   *
   * @param values of the adapter
   * @param agreement of its contributors, tensor by tensor
   */
  public record Next(float[] values, List<TensorAgreement> agreement) {}

  /** Returns the next version, from its updates, in the order of their ids. */
  public Next next(int version, List<Given> given) {
    float[] current = versions.get(version - 1);
    Map<String, TensorAgreement> agreement = new LinkedHashMap<>();
    float[] next = values(version, given, current, agreement);
    versions.put(version, next);
    if (!keepsAll) {
      versions.remove(version - 1);
    }
    return new Next(next, List.copyOf(agreement.values()));
  }

  private float[] values(
      int version, List<Given> given, float[] current, Map<String, TensorAgreement> agreement) {
    boolean plain = plan.optimizer().name().equals("none");
    if (plan.strategy() instanceof WeightedMean && plain) {
      return NaiveMean.next(current, given, plan.optimizer().move(1, new float[0][], 0));
    }
    if (plan.strategy().mergesWholeModules()) {
      return new AdapterMerge(layout, (ModuleStrategy) plan.strategy())
          .merge(
              given.stream()
                  .map(
                      one ->
                          new AdapterMerge.Trained(
                              contribution(one), origin(version, one), one.payload()))
                  .toList(),
              current);
    }
    float[] next = new float[current.length];
    for (int index = 0; index < chunks(); index++) {
      MergeStep step =
          plan.strategy() instanceof AgreeingMean mean
              ? NaiveAgreement.step(mean, layout, index, given)
              : plan.strategy().accept(new ChunkStep(version, index, given, current));
      step.agreement()
          .forEach(
              part ->
                  agreement.merge(
                      part.module() + " " + part.factor(), part, TensorAgreement::plus));
      float[] chunk = plan.optimizer().apply(slice(current, index), step, moments.get(index));
      System.arraycopy(chunk, 0, next, index * AdapterChunks.FLOATS, chunk.length);
    }
    return next;
  }

  /** Computes the step of one chunk from a window's updates, for each kind of strategy. */
  private final class ChunkStep implements MergeStrategy.Visitor<MergeStep> {
    private final int version;
    private final int index;
    private final List<Given> given;
    private final float[] current;

    ChunkStep(int version, int index, List<Given> given, float[] current) {
      this.version = version;
      this.index = index;
      this.given = given;
      this.current = current;
    }

    @Override
    public MergeStep incremental(IncrementalStrategy strategy) {
      MergeStep step = filled(strategy.over(shape(), new long[strategy.stateLength(shape())]));
      return strategy.completed(
          step,
          given.stream().map(one -> contribution(one)).toList(),
          shape(),
          staleness -> slice(versions.get(version - 1 - staleness), index));
    }

    @Override
    public MergeStep buffered(WholeWindowStrategy strategy) {
      return filled(strategy.open(shape()));
    }

    @Override
    public MergeStep selecting(SelectingStrategy strategy) {
      return filled(strategy.open(shape()));
    }

    @Override
    public MergeStep mixing(MixingStrategy strategy) {
      Given one = given.get(0);
      return strategy.mix(
          contribution(one),
          slice(one.payload(), index),
          slice(origin(version, one), index),
          slice(current, index));
    }

    @Override
    public MergeStep module(ModuleStrategy strategy) {
      throw new IllegalStateException(
          strategy.name() + " merges whole target modules and no chunks");
    }

    private MergeStep filled(Accumulator accumulator) {
      given.forEach(one -> accumulator.add(contribution(one), slice(one.payload(), index)));
      return accumulator.step();
    }

    private ChunkShape shape() {
      return ChunkShape.of(layout, index);
    }
  }

  private MergeContribution contribution(Given given) {
    return MergeContribution.of(given.decision(), layout.rank());
  }

  private float[] origin(int version, Given given) {
    return versions.get(version - 1 - given.decision().staleness());
  }

  private int chunks() {
    return AdapterChunks.count(layout.parameters());
  }

  private int length(int index) {
    return AdapterChunks.length(layout.parameters(), index);
  }

  private FloatBuffer slice(float[] values, int index) {
    return FloatBuffer.wrap(values, index * AdapterChunks.FLOATS, length(index)).slice();
  }
}
