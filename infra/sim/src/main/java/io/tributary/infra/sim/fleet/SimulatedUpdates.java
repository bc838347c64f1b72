package io.tributary.infra.sim.fleet;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.PayloadEncoding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the updates that a worker would send, without training. */
record SimulatedUpdates(FederationSpec spec, String layoutDigest) {
  private static final TrainingSummary TRAINING = new TrainingSummary(10, 1, 0.5, 1000, 2000);

  /** An update in the form in which it is sent. */
  record Update(UpdateManifest manifest, List<UpdateChunk> chunks) {}

  Update of(
      UpdateId id,
      AdapterVersion base,
      int epoch,
      long samples,
      Instant trainedAt,
      SimulatedPayload payload,
      int rank,
      double productNorm) {
    var manifest =
        new UpdateManifest(
            id,
            base,
            epoch,
            layoutDigest,
            samples,
            trainedAt,
            PayloadEncoding.FLOAT32,
            payload.digests(),
            payload.norm(),
            TRAINING,
            rank,
            productNorm);
    return new Update(manifest, chunks(id, base, payload));
  }

  static List<UpdateChunk> chunks(UpdateId id, AdapterVersion base, SimulatedPayload payload) {
    var chunks = new ArrayList<UpdateChunk>();
    for (int index = 0; index < payload.chunks().size(); index++) {
      chunks.add(
          new UpdateChunk(id, new ChunkKey(base.cluster(), index), payload.chunks().get(index)));
    }
    return chunks;
  }
}
