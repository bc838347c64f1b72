package io.tributary.worker.method;

import java.util.Locale;

/**
 * Selects the gradient that is clipped where an objective is the loss plus a penalty. The papers of
 * such methods have no clip: their solvers see the gradient of the whole objective.
 */
public enum ClipTarget {
  /**
   * The gradient of loss plus penalty is clipped, as any solver that clips would do with the
   * objective.
   */
  OBJECTIVE,
  /**
   * The gradient of the loss alone is clipped, so that the penalty's is unaffected by how steep the
   * loss is.
   */
  LOSS;

  /** Returns the name on the command line. */
  public String flag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
