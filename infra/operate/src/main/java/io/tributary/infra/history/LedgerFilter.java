package io.tributary.infra.history;

import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import java.util.Optional;

/** Selects decisions; an empty component accepts everything. */
public record LedgerFilter(
    Optional<ClusterId> cluster, Optional<ClientId> client, Optional<Verdict> verdict) {
  /** Returns whether a decision is selected. */
  public boolean passes(LedgerEntry entry) {
    return cluster.map(entry.cluster()::equals).orElse(true)
        && client.map(entry.update().slot().client()::equals).orElse(true)
        && verdict.map(entry.verdict()::equals).orElse(true);
  }
}
