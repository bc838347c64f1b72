package io.tributary.infra.bench.federation;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClusterId;
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

/**
 * Makes updates of a federation that all have the same values, so that only their transport costs
 * time.
 */
public final class SyntheticUpdates {
  private static final int RANK = 8;
  private static final int SAMPLES = 100;

  private final FederationSpec spec;
  private final Instant now = Instant.now();
  private final List<byte[]> payloads = new ArrayList<>();
  private final List<String> digests;

  SyntheticUpdates(FederationSpec spec, long seed) {
    this.spec = spec;
    float[] values = values(spec.layout().parameters(), seed);
    for (int index = 0; index < AdapterChunks.count(values.length); index++) {
      payloads.add(AdapterChunks.encode(values, index));
    }
    digests = AdapterChunks.digests(values);
  }

  /** Returns a layout of about that many bytes of floats. */
  static AdapterLayout layout(long bytes) {
    int width = Math.toIntExact(bytes / (Float.BYTES * 2L * RANK));
    return new AdapterLayout(RANK, 16, List.of(new TargetModule("synthetic.query", width, width)));
  }

  /** Returns the payload bytes of one update. */
  public long updateBytes() {
    return payloads.stream().mapToLong(payload -> payload.length).sum();
  }

  /** Makes the announcement of a slot whose text points in a direction. */
  TaskEmbedding embedding(SlotId slot, int clientSlots, double angle) {
    float[] centroid = {(float) StrictMath.cos(angle), (float) StrictMath.sin(angle)};
    return new TaskEmbedding(slot, clientSlots, spec.baseModel(), SAMPLES, centroid, 0.1, now);
  }

  UpdateManifest manifest(SlotId slot, long sequence, AdapterVersion base, int epoch) {
    return new UpdateManifest(
        new UpdateId(slot, sequence),
        base,
        epoch,
        spec.layout().digest(),
        SAMPLES,
        now,
        PayloadEncoding.FLOAT32,
        digests,
        1,
        new TrainingSummary(10, 1, 0.5, 1000, 2000));
  }

  UpdateChunk chunk(UpdateId update, ClusterId cluster, int index) {
    return new UpdateChunk(update, new ChunkKey(cluster, index), payloads.get(index));
  }

  public int chunks() {
    return payloads.size();
  }

  private static float[] values(int count, long seed) {
    var random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (random.nextDouble() - 0.5) / 100;
    }
    return values;
  }
}
