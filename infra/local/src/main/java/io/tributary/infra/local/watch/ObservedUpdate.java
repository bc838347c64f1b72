package io.tributary.infra.local.watch;

import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Duration;
import java.time.Instant;

/**
 * The facts that a run keeps of an update's manifest, which may have a mebibyte.
 *
 * @param baseVersion of its cluster's adapter that it was trained from
 * @param steps optimiser steps, >= 0
 * @param lastLoss finite, 0 if the client claims another
 * @param trainedAt client clock, at the end of the training
 * @param training how long it took
 */
public record ObservedUpdate(
    UpdateId id,
    ClusterId cluster,
    int baseVersion,
    int steps,
    double lastLoss,
    Instant trainedAt,
    Duration training) {
  static ObservedUpdate of(UpdateManifest manifest) {
    double loss = manifest.training().lastLoss();
    return new ObservedUpdate(
        manifest.id(),
        manifest.base().cluster(),
        manifest.base().version(),
        Math.max(0, manifest.training().steps()),
        Double.isFinite(loss) ? loss : 0,
        manifest.trainedAt(),
        Duration.ofNanos(Math.max(0, manifest.training().stepNanos())));
  }
}
