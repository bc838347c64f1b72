package io.tributary.infra.history.window;

import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An open window, as far as the topics show it.
 *
 * @param cluster that the window belongs to
 * @param version that it will make
 * @param since stream time of the version before it, or of the clustering for the first one
 * @param first stream time of the first update that it counts; empty while it counts none
 * @param counted slots whose updates it counts
 * @param refused slots of which it accepted nothing, by the reason of the newest rejection: no
 *     window waits for them
 * @param awaited members that have sent nothing since, without blocked ones
 */
public record OpenWindow(
    ClusterId cluster,
    int version,
    Instant since,
    Optional<Instant> first,
    SortedSet<SlotId> counted,
    SortedMap<SlotId, RejectReason> refused,
    List<SlotId> awaited) {
  public OpenWindow {
    counted = Collections.unmodifiableSortedSet(new TreeSet<>(counted));
    refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
    awaited = List.copyOf(awaited);
  }
}
