package io.tributary.worker.train;

import ai.djl.ndarray.NDArray;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.model.Delta;
import io.tributary.schemas.model.GraphScope;
import io.tributary.schemas.model.OptionEmbeddings;
import io.tributary.worker.optimise.Optimiser;
import java.util.List;
import java.util.SplittableRandom;

/** Trains adapters over one frozen base model; holds no state between jobs. */
public final class LocalTrainer {
  private final BaseModel model;
  private final OptionEmbeddings options;
  private final Runnable beforeBackward;

  public LocalTrainer(BaseModel model, OptionEmbeddings options) {
    this(model, options, () -> {});
  }

  /**
   * For tests.
   *
   * @param beforeBackward runs in each step between forward and backward
   */
  LocalTrainer(BaseModel model, OptionEmbeddings options, Runnable beforeBackward) {
    this.model = model;
    this.options = options;
    this.beforeBackward = beforeBackward;
  }

  /**
   * Runs all steps of the job; throws {@link NonFiniteLossException} as soon as a loss is NaN or
   * infinite, and {@link IllegalArgumentException} if the start adapter belongs to another base
   * model.
   *
   * @param optimiser moves the values; a fresh one for each job
   */
  public TrainingResult train(TrainingJob job, Optimiser optimiser) {
    LoraAdapter start = job.start();
    model.requireFits(start.layout());
    var objective = new ChooseObjective(model, options, job.maxTokens());
    var random = new SplittableRandom(job.seed());
    var batches =
        new Batches<>(job.samples(), job.batch(), job.steps(), objective::tokens, random.split());
    SplittableRandom dropout = random.split();
    float[] values = start.values().clone();
    float[] losses = new float[job.steps()];
    long tokens = 0;
    long began = System.nanoTime();
    for (int step = 0; step < job.steps(); step++) {
      List<ChooseSample> batch = batches.next();
      var current = new LoraAdapter(start.layout(), values);
      try (GraphScope scope = model.training()) {
        NDArray parameter = scope.parameter(current);
        Delta delta = scope.delta(current, parameter, Dropout.of(scope, dropout, job.dropout()));
        Objective.Step taken = objective.loss(scope, delta, batch);
        losses[step] = taken.loss().getFloat();
        NonFiniteLossException.check(losses[step], step, optimiser);
        beforeBackward.run();
        float[] gradient = scope.gradient(taken.loss(), parameter);
        optimiser.step(values, gradient);
        tokens += taken.tokens();
      }
    }
    long stepNanos = System.nanoTime() - began;
    return new TrainingResult(new LoraAdapter(start.layout(), values), losses, tokens, stepNanos);
  }
}
