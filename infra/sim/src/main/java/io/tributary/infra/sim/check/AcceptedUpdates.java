package io.tributary.infra.sim.check;

import static io.tributary.infra.sim.check.InvariantBroken.require;

import io.tributary.infra.sim.fleet.DeliveredRecords;
import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Finds an accepted update among all records that arrived under its id.
 *
 * @param deliveries delivered records
 * @param parameters floats of an adapter
 */
record AcceptedUpdates(DeliveredRecords deliveries, int parameters) {

  /**
   * Returns the update with the oldest manifest whose chunks arrived, too; throws if there is none.
   */
  CountedUpdate of(LedgerEntry entry) {
    List<UpdateManifest> manifests = deliveries.manifests(entry.cluster(), entry.update());
    for (UpdateManifest manifest : manifests) {
      Optional<float[]> payload = payload(manifest);
      if (payload.isPresent()) {
        return new CountedUpdate(entry, manifest, payload.get());
      }
    }
    require(
        false,
        Invariant.ACCEPTED_IS_SOUND,
        "bytes of the accepted " + entry.update(),
        "in the log, with the digests of a manifest",
        manifests.size() + " manifests, " + deliveries.chunks(entry.update()).size() + " chunks");
    throw new IllegalStateException("not reached");
  }

  private Optional<float[]> payload(UpdateManifest manifest) {
    int chunks = AdapterChunks.count(parameters);
    if (manifest.chunkDigests().size() != chunks) {
      return Optional.empty();
    }
    float[] values = new float[parameters];
    for (int index = 0; index < chunks; index++) {
      Optional<ByteBuffer> bytes = chunk(manifest, index);
      if (bytes.isEmpty()) {
        return Optional.empty();
      }
      AdapterChunks.decodeInto(bytes.get(), index, values);
    }
    return Optional.of(values);
  }

  private Optional<ByteBuffer> chunk(UpdateManifest manifest, int index) {
    for (DeliveredRecords.Delivered delivered : deliveries.chunks(manifest.id())) {
      UpdateChunk chunk = delivered.chunk();
      if (chunk.key().index() == index
          && chunk.key().cluster().equals(manifest.base().cluster())
          && chunk.payload().remaining() == 4 * AdapterChunks.length(parameters, index)
          && Digests.matches(Digests.full(chunk.payload()), manifest.chunkDigests().get(index))) {
        return Optional.of(chunk.payload());
      }
    }
    return Optional.empty();
  }
}
