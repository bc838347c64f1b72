package io.tributary.worker.train;

import ai.djl.ndarray.NDArray;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.OptionEmbeddings;
import io.tributary.schemas.model.graph.AdapterForward;
import io.tributary.schemas.model.graph.GraphScope;
import io.tributary.worker.optimise.Optimiser;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Trains adapters over one frozen base model. It keeps no state between jobs. */
public final class LocalTrainer {
  private static final int LOSS_BATCH = 16;

  private final BaseModel model;
  private final OptionEmbeddings options;
  private final Runnable beforeBackward;

  public LocalTrainer(BaseModel model, OptionEmbeddings options) {
    this(model, options, () -> {});
  }

  /**
   * Creates a trainer with a hook inside each step, for tests only.
   *
   * @param beforeBackward runs in each step between forward and backward
   */
  LocalTrainer(BaseModel model, OptionEmbeddings options, Runnable beforeBackward) {
    this.model = model;
    this.options = options;
    this.beforeBackward = beforeBackward;
  }

  /**
   * Runs all steps of the job.
   *
   * @param optimiser updates the adapter's values and then the gate's; a fresh one for each job
   * @throws NonFiniteLossException as soon as a loss is NaN or infinite
   * @throws IllegalArgumentException if an adapter belongs to another base model
   */
  public TrainingResult train(TrainingJob job, Optimiser optimiser) {
    LoraAdapter start = job.start();
    FrozenAdapters frozenAdapters = job.company();
    model.requireFits(start.layout());
    frozenAdapters.frozen().forEach(member -> model.requireFits(member.adapter().layout()));
    var objective = new MultipleChoiceObjective(model, options, job.maxTokens());
    var random = new SplittableRandom(job.seed());
    var batches =
        new LengthBatches<>(
            job.samples(), job.batch(), job.steps(), objective::tokens, random.split());
    SplittableRandom dropout = random.split();
    float[] values = frozenAdapters.trainable(start);
    float[] losses = new float[job.steps()];
    long tokens = 0;
    long began = System.nanoTime();
    for (int step = 0; step < job.steps(); step++) {
      List<MultipleChoiceSample> batch = batches.next();
      try (GraphScope scope = model.training()) {
        NDArray parameter = scope.parameter(values);
        AdapterForward adapterForward =
            delta(scope, job, parameter, Dropout.of(scope, dropout, job.dropout()));
        Objective.Step taken = objective.loss(scope, adapterForward, batch);
        losses[step] = taken.loss().getFloat();
        NonFiniteLossException.check(losses[step], step, optimiser);
        beforeBackward.run();
        float[] gradient = scope.gradient(taken.loss(), parameter);
        optimiser.step(values, gradient);
        tokens += taken.tokens();
      }
    }
    long stepNanos = System.nanoTime() - began;
    int own = start.values().length;
    return new TrainingResult(
        new LoraAdapter(start.layout(), Arrays.copyOf(values, own)),
        losses,
        tokens,
        stepNanos,
        Arrays.copyOfRange(values, own, values.length));
  }

  /**
   * Returns the mean loss of samples under an adapter, which is not trained.
   *
   * @param samples at least one
   * @param maxTokens longer texts are cut
   */
  public double loss(LoraAdapter adapter, List<MultipleChoiceSample> samples, int maxTokens) {
    model.requireFits(adapter.layout());
    var objective = new MultipleChoiceObjective(model, options, maxTokens);
    double sum = 0;
    for (int from = 0; from < samples.size(); from += LOSS_BATCH) {
      List<MultipleChoiceSample> batch =
          samples.subList(from, Math.min(samples.size(), from + LOSS_BATCH));
      try (GraphScope scope = model.inference()) {
        Objective.Step step = objective.loss(scope, scope.frozen(adapter, 1), batch);
        sum += (double) step.loss().getFloat() * batch.size();
      }
    }
    return sum / samples.size();
  }

  private static AdapterForward delta(
      GraphScope scope, TrainingJob job, NDArray parameter, UnaryOperator<NDArray> dropout) {
    FrozenAdapters frozenAdapters = job.company();
    if (frozenAdapters.gate().isPresent()) {
      return scope.gated(parameter, frozenAdapters.frozen().get(0).adapter(), dropout);
    }
    AdapterForward adapterForward =
        scope.delta(job.start(), parameter, frozenAdapters.ownWeight(), dropout);
    for (FrozenAdapters.Member member : frozenAdapters.frozen()) {
      adapterForward = adapterForward.and(scope.frozen(member.adapter(), member.weight()));
    }
    return adapterForward;
  }
}
