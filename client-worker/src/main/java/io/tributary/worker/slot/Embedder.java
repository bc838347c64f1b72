package io.tributary.worker.slot;

import java.util.List;

/** Embeds texts with the frozen base model. */
@FunctionalInterface
public interface Embedder {
  /** Returns one embedding of length 1 for each text. */
  float[][] embed(List<String> texts);
}
