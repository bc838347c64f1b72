package io.tributary.infra.sim;

import io.tributary.infra.sim.view.OutputListener;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.LedgerEntry.Verdict;
import io.tributary.schemas.event.RejectReason;
import java.util.EnumMap;
import java.util.Map;

/** Counts the records that become visible. */
final class RecordCounts implements OutputListener {
  private final Map<RejectReason, Long> quarantined = new EnumMap<>(RejectReason.class);
  private long versions;
  private long accepted;

  @Override
  public void decided(LedgerEntry entry) {
    if (entry.verdict() == Verdict.ACCEPTED) {
      accepted++;
    } else if (entry.verdict() == Verdict.QUARANTINED) {
      quarantined.merge(entry.reason(), 1L, Long::sum);
    }
  }

  @Override
  public void published(AdapterManifest manifest) {
    versions += manifest.version().version() > 0 ? 1 : 0;
  }

  long versions() {
    return versions;
  }

  long accepted() {
    return accepted;
  }

  Map<RejectReason, Long> quarantined() {
    return quarantined;
  }
}
