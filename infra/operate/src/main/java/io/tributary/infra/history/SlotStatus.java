package io.tributary.infra.history;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.Optional;

/**
 * One slot, its cluster and the decisions about its updates.
 *
 * @param slot id of the slot
 * @param samples rows in it; 0 if it was never announced, or was withdrawn
 * @param cluster that it belongs to
 * @param parked whether it is too far from every cluster
 * @param count decisions about its updates
 */
public record SlotStatus(
    SlotId slot, long samples, Optional<ClusterId> cluster, boolean parked, SlotCount count) {}
