package io.tributary.infra.experiment.engine;

/** How an experiment's federations are run; both give the same adapters to the last bit. */
public enum EngineKind {
  /** Trains every federation through a real broker. */
  STREAM {
    @Override
    public Engine start(FrozenModel model) {
      return new StreamEngine(model);
    }
  },
  /** The same clients and the same topology without a broker. */
  DIRECT {
    @Override
    public Engine start(FrozenModel model) {
      return new DirectEngine(model);
    }
  };

  /**
   * Starts an engine of this kind, which the caller closes.
   *
   * @param model not closed with it
   */
  public abstract Engine start(FrozenModel model);
}
