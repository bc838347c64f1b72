package io.tributary.infra.sim.check;

import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.update.UpdateManifest;

/**
 * An update that counts.
 *
 * @param entry the decision
 * @param manifest as it arrived
 * @param payload flat values, not clipped
 */
record CountedUpdate(LedgerEntry entry, UpdateManifest manifest, float[] payload) {}
