package io.tributary.infra.sim.reference;

import io.tributary.aggregation.merge.catalogue.MergePlan;
import io.tributary.aggregation.merge.linear.AgreeingMean;
import io.tributary.aggregation.merge.linear.WeightedMean;
import io.tributary.aggregation.merge.module.AdapterMerge;
import io.tributary.aggregation.merge.strategy.Accumulator;
import io.tributary.aggregation.merge.strategy.BufferedStrategy;
import io.tributary.aggregation.merge.strategy.ChunkShape;
import io.tributary.aggregation.merge.strategy.IncrementalStrategy;
import io.tributary.aggregation.merge.strategy.MixingStrategy;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import io.tributary.aggregation.merge.strategy.Part;
import io.tributary.aggregation.merge.strategy.SelectingStrategy;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Clipped;
import io.tributary.aggregation.merge.strategy.SelectingStrategy.Counted;
import io.tributary.aggregation.merge.strategy.Step;
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
 * One cluster's versions made anew, each from its updates in the order of their ids: no stores, no
 * windows that fill, no heap. The default, a weighted mean, and means with second moments are
 * computed without the aggregator's code; other strategies are asked once, for all updates.
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
   * @param decision how it counts
   * @param payload flat values, not clipped
   * @param norm of the payload; 0 if the update was released, or changes nothing
   */
  public record Given(Contribution decision, float[] payload, double norm) {
    private Counted counted() {
      return new Counted(decision.update(), decision.weight(), decision.clip() * norm);
    }
  }

  /** One cluster's versions; there is none but the initial one. */
  public ReferenceMerge(FederationSpec spec) {
    layout = spec.layout();
    plan = MergePlan.of(spec.merge());
    keepsAll = plan.strategy().needsOrigins();
    versions.put(0, spec.initialAdapter().values());
    for (int index = 0; index < chunks(); index++) {
      moments.add(plan.optimizer().initialMoments(length(index)));
    }
  }

  /** Which of a window's updates the strategy keeps. */
  public List<UpdateId> chosen(List<Given> window) {
    if (!(plan.strategy() instanceof SelectingStrategy selecting)) {
      return window.stream().map(given -> given.decision().update()).toList();
    }
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
   * A version as it must be.
   *
   * @param values of the adapter
   * @param agreement of its contributors, tensor by tensor
   */
  public record Next(float[] values, List<TensorAgreement> agreement) {}

  /** The next version, from the updates that it holds, in the order of their ids. */
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
    if (plan.strategy() instanceof ModuleStrategy strategy) {
      return new AdapterMerge(layout, strategy)
          .merge(
              given.stream()
                  .map(
                      one ->
                          new AdapterMerge.Trained(part(one), origin(version, one), one.payload()))
                  .toList(),
              current);
    }
    float[] next = new float[current.length];
    for (int index = 0; index < chunks(); index++) {
      Step step = step(version, index, given, current);
      step.agreement()
          .forEach(
              part ->
                  agreement.merge(part.site() + " " + part.factor(), part, TensorAgreement::plus));
      float[] chunk = plan.optimizer().apply(slice(current, index), step, moments.get(index));
      System.arraycopy(chunk, 0, next, index * AdapterChunks.FLOATS, chunk.length);
    }
    return next;
  }

  private Step step(int version, int index, List<Given> given, float[] current) {
    if (plan.strategy() instanceof AgreeingMean mean) {
      return NaiveAgreement.step(mean, layout, index, given);
    }
    if (plan.strategy() instanceof MixingStrategy mixing) {
      Given one = given.get(0);
      return mixing.mix(
          part(one),
          slice(one.payload(), index),
          slice(origin(version, one), index),
          slice(current, index));
    }
    ChunkShape shape = ChunkShape.of(layout, index);
    Accumulator accumulator = fresh(shape);
    given.forEach(one -> accumulator.add(part(one), slice(one.payload(), index)));
    Step step = accumulator.step();
    return plan.strategy() instanceof IncrementalStrategy incremental
        ? incremental.completed(
            step,
            given.stream().map(this::part).toList(),
            shape,
            staleness -> slice(versions.get(version - 1 - staleness), index))
        : step;
  }

  private Accumulator fresh(ChunkShape shape) {
    if (plan.strategy() instanceof IncrementalStrategy incremental) {
      return incremental.over(shape, new long[incremental.stateLength(shape)]);
    }
    if (plan.strategy() instanceof BufferedStrategy buffered) {
      return buffered.open(shape);
    }
    return ((SelectingStrategy) plan.strategy()).open(shape);
  }

  private Part part(Given given) {
    return Part.of(given.decision(), layout.rank());
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
