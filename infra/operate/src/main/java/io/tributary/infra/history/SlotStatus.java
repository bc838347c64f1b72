package io.tributary.infra.history;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import java.util.Optional;

/**
 * One slot, its cluster and how often its updates counted.
 *
 * @param slot which
 * @param samples rows in it; 0 if it was never announced, or was withdrawn
 * @param cluster that it belongs to
 * @param parked whether it is too far from every cluster
 * @param count how often its updates counted
 */
public record SlotStatus(
    SlotId slot, long samples, Optional<ClusterId> cluster, boolean parked, SlotCount count) {}
