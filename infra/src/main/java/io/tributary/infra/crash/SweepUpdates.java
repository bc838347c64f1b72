package io.tributary.infra.crash;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.Site;
import io.tributary.schemas.event.ClusteringSettings;
import io.tributary.schemas.event.FederationSpec;
import io.tributary.schemas.event.PayloadEncoding;
import io.tributary.schemas.event.TaskEmbedding;
import io.tributary.schemas.event.TrainingSummary;
import io.tributary.schemas.event.UpdateChunk;
import io.tributary.schemas.event.UpdateManifest;
import io.tributary.schemas.event.WindowSettings;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What made-up clients send: it depends on slot and round and on nothing else. */
final class SweepUpdates {
  /** 200,000 floats: two chunks, the second one short. */
  private static final AdapterLayout LAYOUT =
      new AdapterLayout(8, 16, List.of(new Site("synthetic.query", 12_500, 12_500)));

  private static final int CLIENTS = 2;
  private static final int SLOTS_OF_EACH = 3;
  private static final Instant TRAINED_AT = Instant.parse("2026-01-05T10:00:00Z");

  private SweepUpdates() {}

  /** A federation in which every client is a cluster, and a window closes with its last slot. */
  static FederationSpec spec(String federation) {
    return new FederationSpec(
        federation,
        "synthetic@00",
        2,
        LAYOUT,
        7,
        new ClusteringSettings(ClusteringSettings.Mode.PER_CLIENT, 0, CLIENTS, 1.5, 1, 7),
        WindowSettings.rounds());
  }

  static List<SlotId> slots() {
    var slots = new ArrayList<SlotId>();
    for (int client = 0; client < CLIENTS; client++) {
      for (int index = 0; index < SLOTS_OF_EACH; index++) {
        slots.add(new SlotId(new ClientId("client-" + client), index));
      }
    }
    return slots;
  }

  /** What a slot says of itself after some rounds: it has more rows by then. */
  static TaskEmbedding embedding(FederationSpec spec, SlotId slot, int round) {
    float[] centroid = {slot.client().value().hashCode() % 7, slot.index()};
    return new TaskEmbedding(
        slot, SLOTS_OF_EACH, spec.baseModel(), samples(slot) + round, centroid, 0.1, TRAINED_AT);
  }

  /** An update's manifest, and its chunks in order. */
  record Update(UpdateManifest manifest, List<UpdateChunk> chunks) {}

  static Update update(SlotId slot, int round, AdapterVersion base, int epoch) {
    float[] delta = new float[LAYOUT.parameters()];
    var random = new SplittableRandom(slot.toString().hashCode() * 31L + round);
    double squares = 0;
    for (int i = 0; i < delta.length; i++) {
      delta[i] = (float) (random.nextDouble() - 0.5) / 100;
      squares += (double) delta[i] * delta[i];
    }
    var id = new UpdateId(slot, round);
    var manifest =
        new UpdateManifest(
            id,
            base,
            epoch,
            LAYOUT.digest(),
            samples(slot),
            TRAINED_AT,
            PayloadEncoding.FLOAT32,
            AdapterChunks.digests(delta),
            Math.sqrt(squares),
            new TrainingSummary(10, 1, 0.5, 1000, 2000));
    var chunks = new ArrayList<UpdateChunk>();
    for (int index = 0; index < AdapterChunks.count(delta.length); index++) {
      var key = new ChunkKey(base.cluster(), index);
      chunks.add(new UpdateChunk(id, key, AdapterChunks.encode(delta, index)));
    }
    return new Update(manifest, chunks);
  }

  private static long samples(SlotId slot) {
    return 10 + 7L * slot.index();
  }
}
