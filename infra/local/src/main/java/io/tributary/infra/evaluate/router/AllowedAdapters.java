package io.tributary.infra.evaluate.router;

import io.tributary.schemas.id.ClientId;
import java.util.Optional;

/** Selects the adapters that may answer. */
public sealed interface AllowedAdapters {
  /** The router's name of how it looks for the nearest cluster. */
  String mode();

  /** The client whose clusters are looked at; empty for all clusters. */
  Optional<ClientId> asker();

  /** The one adapter that answers; empty if the nearest cluster's does. */
  Optional<String> pinned();

  /** The nearest of all clusters. */
  record Global() implements AllowedAdapters {
    @Override
    public String mode() {
      return "global";
    }

    @Override
    public Optional<ClientId> asker() {
      return Optional.empty();
    }

    @Override
    public Optional<String> pinned() {
      return Optional.empty();
    }
  }

  /**
   * The nearest of the clusters that a client takes part in answers.
   *
   * @param client whose clusters are used
   */
  record Local(ClientId client) implements AllowedAdapters {
    @Override
    public String mode() {
      return "local";
    }

    @Override
    public Optional<ClientId> asker() {
      return Optional.of(client);
    }

    @Override
    public Optional<String> pinned() {
      return Optional.empty();
    }
  }

  /**
   * One version, or the base model, answers, whichever cluster a question is near.
   *
   * @param adapter a version's name, or {@code base}
   */
  record Pinned(String adapter) implements AllowedAdapters {
    @Override
    public String mode() {
      return "global";
    }

    @Override
    public Optional<ClientId> asker() {
      return Optional.empty();
    }

    @Override
    public Optional<String> pinned() {
      return Optional.of(adapter);
    }
  }

  /** The name of the frozen base model among adapters. */
  String BASE = "base";
}
