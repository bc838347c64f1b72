package io.tributary.worker.exchange;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.PayloadEncoding;
import io.tributary.schemas.update.RecordSigner;
import io.tributary.schemas.update.SealedUpdate;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.worker.state.OutgoingUpdate;
import java.time.Instant;
import java.util.ArrayList;

/**
 * Encodes what training changed, shared minus base, as one manifest and its chunks.
 *
 * @param codecs of the federation's topics
 * @param signer of the client's records
 */
public record UpdateWriter(Codecs codecs, RecordSigner signer) {
  /**
   * The result of a round, to be encoded as an update.
   *
   * @param id of the update
   * @param base the version that the update is relative to
   * @param global its values, of the components that were trained
   * @param shared the values that the federation gets
   * @param rank components that were trained, 0 for all
   * @param epoch of the cluster state that the client knew
   * @param samples n_s
   * @param trainedAt end of training, client clock
   * @param training metrics that training reported
   */
  public record Trained(
      UpdateId id,
      AdapterVersion base,
      LoraAdapter global,
      LoraAdapter shared,
      int rank,
      int epoch,
      long samples,
      Instant trainedAt,
      TrainingSummary training) {}

  /** Encodes the update's manifest and chunks. */
  public OutgoingUpdate write(Trained result) {
    float[] delta = delta(result.global().values(), result.shared().values());
    var manifest =
        new UpdateManifest(
            result.id(),
            result.base(),
            result.epoch(),
            result.global().layout().fullDigest(),
            result.samples(),
            result.trainedAt(),
            PayloadEncoding.FLOAT32,
            AdapterChunks.digests(delta),
            norm(delta),
            result.training(),
            result.rank(),
            result.shared().productNorm());
    SealedUpdate sealed = signer.seal(manifest);
    var chunks = new ArrayList<OutgoingUpdate.Chunk>();
    for (int index = 0; index < AdapterChunks.count(delta.length); index++) {
      var key = new ChunkKey(result.base().cluster(), index);
      var chunk =
          new UpdateChunk(result.id(), key, AdapterChunks.encode(delta, index))
              .ofLayout(manifest.layoutDigest());
      chunks.add(
          new OutgoingUpdate.Chunk(
              key.toString(), codecs.updateChunk().encode(sealed.seal(chunk))));
    }
    return new OutgoingUpdate(
        result.base().cluster().toString(),
        codecs.updateManifest().encode(sealed.manifest()),
        chunks);
  }

  private static float[] delta(float[] global, float[] shared) {
    float[] delta = new float[global.length];
    for (int i = 0; i < delta.length; i++) {
      delta[i] = shared[i] - global[i];
    }
    return delta;
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
