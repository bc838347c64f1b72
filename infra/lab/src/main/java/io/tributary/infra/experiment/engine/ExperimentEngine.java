package io.tributary.infra.experiment.engine;

import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.schemas.update.WorkerReport;
import io.tributary.worker.data.ClientDataset;
import java.util.List;
import java.util.function.Consumer;

/** Trains the federations of an experiment, one for each run. */
public interface ExperimentEngine extends AutoCloseable {
  /**
   * Trains a federation from its first round to its last.
   *
   * @param phases rows of all clients, for as many equal parts of the rounds
   * @param tasks that they have in all
   * @param threads clients that train at once
   * @param progress receives the clients' reports
   * @throws io.tributary.schemas.settings.Failure LOSS_NOT_FINITE if training diverged
   */
  FederationOutcome train(
      RunPlan plan,
      List<List<ClientDataset>> phases,
      int tasks,
      int threads,
      Consumer<WorkerReport> progress)
      throws InterruptedException;

  /** Returns whether several threads may train a federation each. */
  boolean trainsSideBySide();

  @Override
  void close();
}
