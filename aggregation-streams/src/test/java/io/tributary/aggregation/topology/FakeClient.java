package io.tributary.aggregation.topology;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.PayloadEncoding;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What a worker sends for one slot, without any training. */
public record FakeClient(FederationSpec spec, SlotId slot, int clientSlots, long samples) {
  public static final Instant NOW = Instant.parse("2026-01-05T10:00:00Z");

  /** An update as it travels. */
  public record Update(UpdateManifest manifest, List<UpdateChunk> chunks) {
    /** The same, of which only so many rank components were trained. */
    public Update ofRank(int rank) {
      return new Update(
          new UpdateManifest(
              manifest.id(),
              manifest.base(),
              manifest.epoch(),
              manifest.layoutDigest(),
              manifest.samples(),
              manifest.trainedAt(),
              manifest.encoding(),
              manifest.chunkDigests(),
              manifest.norm(),
              manifest.training(),
              rank,
              0),
          chunks);
    }
  }

  public static FakeClient of(FederationSpec spec, String client, int index, int slots, long n) {
    return new FakeClient(spec, new SlotId(new ClientId(client), index), slots, n);
  }

  public TaskEmbedding embedding(float... centroid) {
    double squares = 0;
    for (float value : centroid) {
      squares += (double) value * value;
    }
    // As of embeddings of length 1.
    double spread = Math.sqrt(Math.max(0, 1 - squares));
    return new TaskEmbedding(slot, clientSlots, spec.baseModel(), samples, centroid, spread, NOW);
  }

  /** Pretends to train: pulls the base towards a target of the slot's own, with noise. */
  public float[] delta(float[] base, long round) {
    var random = new SplittableRandom(slot.hashCode() * 31L + round);
    float[] delta = new float[base.length];
    for (int i = 0; i < delta.length; i++) {
      delta[i] = (float) (0.3 * (slot.index() + 1 - base[i]) + random.nextDouble() - 0.5);
    }
    return delta;
  }

  public Update update(long sequence, AdapterVersion base, int epoch, float[] delta) {
    var id = new UpdateId(slot, sequence);
    double squares = 0;
    for (float value : delta) {
      squares += (double) value * value;
    }
    var manifest =
        new UpdateManifest(
            id,
            base,
            epoch,
            spec.layout().digest(),
            samples,
            NOW,
            PayloadEncoding.FLOAT32,
            AdapterChunks.digests(delta),
            Math.sqrt(squares),
            new TrainingSummary(10, 1, 0.5, 1000, 2000));
    var chunks = new ArrayList<UpdateChunk>();
    for (int index = 0; index < AdapterChunks.count(delta.length); index++) {
      chunks.add(
          new UpdateChunk(
              id, new ChunkKey(base.cluster(), index), AdapterChunks.encode(delta, index)));
    }
    return new Update(manifest, chunks);
  }
}
