package io.tributary.worker.train;

import io.tributary.worker.optimise.Optimiser;

/** Reports that training diverged: the loss of a step is NaN or infinite. */
public final class NonFiniteLossException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private NonFiniteLossException(String message) {
    super(message);
  }

  static void check(float loss, int step, Optimiser optimiser) {
    if (!Float.isFinite(loss)) {
      throw new NonFiniteLossException(
          "loss must be finite, was "
              + loss
              + " at step "
              + step
              + " of "
              + optimiser
              + ": lower the learning rate or check the starting adapter");
    }
  }
}
