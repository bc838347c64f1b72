package io.tributary.aggregation.ledger.state;

import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Instant;

/**
 * A manifest as it was read.
 *
 * @param manifest the record
 * @param recordTime its timestamp on the broker
 * @param origin position of the record
 */
public record ManifestArrival(UpdateManifest manifest, Instant recordTime, RecordPosition origin) {}
