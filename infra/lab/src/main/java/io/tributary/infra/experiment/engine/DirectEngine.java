package io.tributary.infra.experiment.engine;

import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.WorkerReport;
import io.tributary.worker.data.ClientDataset;
import java.util.List;
import java.util.function.Consumer;

/** Runs the shipped clients and the shipped topology in this process, without a broker. */
public final class DirectEngine implements ExperimentEngine {
  private final FrozenModel model;

  /**
   * Creates an engine that trains with a shared model.
   *
   * @param model not closed by the engine
   */
  public DirectEngine(FrozenModel model) {
    this.model = model;
  }

  @Override
  public FederationOutcome train(
      RunPlan plan,
      List<List<ClientDataset>> phases,
      int tasks,
      int threads,
      Consumer<WorkerReport> progress)
      throws InterruptedException {
    var setup = new TrainingSetup(plan, model.model(), phases.get(0).size(), tasks);
    FederationSpec spec = setup.spec("experiment");
    try (var federation = new InProcessFederation(spec)) {
      return new FederationTraining(model, threads, InProcessFederation.CLOCK)
          .train(spec, setup.worker(), phases, federation::exchange, progress);
    }
  }

  @Override
  public boolean trainsSideBySide() {
    return true;
  }

  @Override
  public void close() {}
}
