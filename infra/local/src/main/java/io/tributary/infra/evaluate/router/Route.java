package io.tributary.infra.evaluate.router;

import io.tributary.schemas.id.ClientId;

/** Which adapter may answer. */
public sealed interface Route {
  /** The nearest of all clusters. */
  record Global() implements Route {}

  /**
   * The nearest of the clusters that a client takes part in.
   *
   * @param client whose
   */
  record Local(ClientId client) implements Route {}

  /**
   * One version alone, or the base model, whichever cluster a question is near.
   *
   * @param adapter a version's name, or {@code base}
   */
  record Pinned(String adapter) implements Route {}

  /** The name of the frozen base model among adapters. */
  String BASE = "base";
}
