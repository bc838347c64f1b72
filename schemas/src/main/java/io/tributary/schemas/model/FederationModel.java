package io.tributary.schemas.model;

import io.tributary.schemas.settings.Failure;
import io.tributary.schemas.spec.FederationSpec;
import java.nio.file.Path;
import java.util.Optional;

/** Loads the base model that a federation agreed on, and refuses every other. */
public final class FederationModel {
  private FederationModel() {}

  /**
   * Returns the model, which the caller must close.
   *
   * @param path directory of the model, or empty for the bundled one
   * @param threads cores that one operation may use
   * @throws Failure if the model cannot be read, or is not the federation's
   */
  public static BaseModel load(FederationSpec spec, Optional<Path> path, int threads) {
    BaseModel model = load(path, threads);
    if (!model.id().equals(spec.baseModel())) {
      model.close();
      // The id contains a digest of weights and tokenizer, so that models with equal ids embed
      // equally.
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "BASE_MODEL_DIFFERS",
          "base model of federation "
              + spec.federation()
              + " is "
              + spec.baseModel()
              + ", was "
              + model.id(),
          "Pass the folder of the federation's base model with --model-path.");
    }
    return model;
  }

  private static BaseModel load(Optional<Path> path, int threads) {
    try {
      return BaseModel.load(
          path.map(BaseModelSource::directory).orElseGet(BaseModelSource::bundled), threads);
    } catch (BaseModelException e) {
      throw new Failure(
          Failure.Kind.CONFIGURATION,
          "BASE_MODEL_UNREADABLE",
          e.getMessage(),
          "Correct --model-path, or leave it out for the bundled model.",
          e);
    }
  }
}
