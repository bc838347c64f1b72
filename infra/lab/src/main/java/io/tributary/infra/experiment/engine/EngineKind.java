package io.tributary.infra.experiment.engine;

/** The ways to run an experiment's federations; both give the same adapters to the last bit. */
public enum EngineKind {
  /** Trains every federation through a real broker. */
  STREAM {
    @Override
    public ExperimentEngine start(FrozenModel model) {
      return new StreamEngine(model);
    }
  },
  /** Trains the same clients with the same topology without a broker. */
  DIRECT {
    @Override
    public ExperimentEngine start(FrozenModel model) {
      return new DirectEngine(model);
    }
  };

  /**
   * Starts an engine of this kind, which the caller closes.
   *
   * @param model not closed with it
   */
  public abstract ExperimentEngine start(FrozenModel model);
}
