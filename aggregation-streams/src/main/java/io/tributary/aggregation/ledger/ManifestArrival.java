package io.tributary.aggregation.ledger;

import io.tributary.schemas.update.UpdateManifest;
import java.time.Instant;

/**
 * A manifest as it was read.
 *
 * @param manifest the record
 * @param recordTime its timestamp on the broker
 * @param origin where it was read
 */
public record ManifestArrival(UpdateManifest manifest, Instant recordTime, RecordPosition origin) {}
