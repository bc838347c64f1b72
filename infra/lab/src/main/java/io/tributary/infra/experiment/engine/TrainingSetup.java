package io.tributary.infra.experiment.engine;

import io.tributary.infra.experiment.plan.RunPlan;
import io.tributary.infra.experiment.plan.RunSettings;
import io.tributary.infra.local.setup.FederationDefaults;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.model.BaseModel;
import io.tributary.schemas.settings.ZeroSentinel;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.MethodSettings;
import io.tributary.worker.method.catalogue.LocalMethodCatalogue;
import io.tributary.worker.optimise.LearningRate;
import io.tributary.worker.slot.WorkerSettings;

/**
 * Makes a run's contract and its clients' settings, the same for every engine.
 *
 * @param plan of the run
 * @param model the frozen base model
 * @param clients that the rows are dealt to
 * @param tasks that the data have
 */
record TrainingSetup(RunPlan plan, BaseModel model, int clients, int tasks) {
  private static final float MIN_RATE = 1e-5f;

  FederationSpec spec(String name) {
    AdapterLayout layout =
        model.layout(settings().rank(), 2 * settings().rank(), BaseModel.DEFAULT_TARGETS);
    return new FederationSpec(
        name,
        model.id(),
        model.hidden(),
        layout,
        plan.seed(),
        clustering(),
        FederationDefaults.untimedRounds(layout),
        settings().merge(plan.method().merge()));
  }

  private ClusteringSettings clustering() {
    // An experiment has no strangers, and its tables were made with slots that all count alike.
    return FederationDefaults.clustering(
            plan.method().grouping(),
            plan.clusters(tasks),
            clients,
            plan.seed(),
            plan.regroupRound())
        .withOutlierShare(0);
  }

  WorkerSettings worker() {
    RunSettings settings = settings();
    return new WorkerSettings(
        ZeroSentinel.of(plan.slots(tasks)),
        ZeroSentinel.of(settings.rounds()),
        plan.steps(tasks),
        settings.batch(),
        method(),
        new LearningRate(settings.learningRate(), MIN_RATE, settings.rounds()),
        settings.dropout(),
        settings.instructions(),
        settings.cap(),
        settings.maxTokens(),
        settings.ranks().stream().map(ZeroSentinel::of).toList(),
        plan.seed());
  }

  private LocalMethod method() {
    RunSettings settings = settings();
    MethodSettings defaults = MethodSettings.defaults(settings.learningRate());
    return LocalMethodCatalogue.named(
        plan.method().localMethod(),
        defaults.aligned(
            settings.alignment(), settings.alignmentRate(), settings.selfCorrection()));
  }

  private RunSettings settings() {
    return plan.settings();
  }
}
