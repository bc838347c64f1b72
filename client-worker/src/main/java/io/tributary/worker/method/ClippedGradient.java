package io.tributary.worker.method;

import java.util.Locale;

/**
 * Which gradient is clipped where an objective is the loss and a penalty. The papers of such
 * methods have no clip: their solvers see the gradient of the whole objective.
 */
public enum ClippedGradient {
  /** The penalty's gradient is added first: what any solver that clips makes of the objective. */
  OBJECTIVE,
  /** Of the loss alone: a penalty pulls as hard as it is, however steep the loss is. */
  LOSS;

  /** As people write it. */
  public String flag() {
    return name().toLowerCase(Locale.ROOT);
  }
}
