package io.tributary.infra.crash;

import io.tributary.schemas.adapter.AdapterChunks;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.MembershipSettings;
import io.tributary.schemas.spec.WindowSettings;
import io.tributary.schemas.update.PayloadEncoding;
import io.tributary.schemas.update.SealedUpdate;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import io.tributary.schemas.update.UpdateSeal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Makes the signed records of synthetic clients, which depend on slot and round and on nothing
 * else.
 *
 * @param layout of their adapters
 */
public record SweepUpdates(AdapterLayout layout) {
  /** Updates of 200,000 floats: two chunks, the second one short. */
  public static final SweepUpdates TWO_CHUNKS =
      new SweepUpdates(
          new AdapterLayout(8, 16, List.of(new TargetModule("synthetic.query", 12_500, 12_500))));

  /** Updates of 48 floats, for measurements that do not depend on the size of adapters. */
  public static final SweepUpdates SMALL =
      new SweepUpdates(
          new AdapterLayout(2, 4, List.of(new TargetModule("synthetic.query", 12, 12))));

  /**
   * The length of a centroid: a mean of unit vectors is shorter than they are, by as much as they
   * spread.
   */
  private static final double LENGTH = 0.8;

  private static final double SPREAD = 0.6;
  private static final int CLIENTS = 2;
  private static final int SLOTS_OF_EACH = 3;
  private static final Instant TRAINED_AT = Instant.parse("2026-01-05T10:00:00Z");

  /**
   * Returns the contract of a federation in which every client is a cluster, and a window closes
   * with its last slot.
   */
  public FederationSpec spec(String federation) {
    return new FederationSpec(
            federation,
            "synthetic@00",
            2,
            layout,
            7,
            new ClusteringSettings(ClusteringSettings.Mode.PER_CLIENT, 0, CLIENTS, 1.5, 1, 7),
            WindowSettings.rounds())
        .with(MembershipSettings.open());
  }

  /** Returns all slots of all clients. */
  public List<SlotId> slots() {
    var slots = new ArrayList<SlotId>();
    for (int client = 0; client < CLIENTS; client++) {
      for (int index = 0; index < SLOTS_OF_EACH; index++) {
        slots.add(new SlotId(new ClientId("client-" + client), index));
      }
    }
    return slots;
  }

  /** Returns a slot's announcement after some rounds, when it has more rows. */
  public TaskEmbedding embedding(FederationSpec spec, SlotId slot, int round) {
    double angle = slot.client().value().hashCode() % 7 + 0.1 * slot.index();
    float[] centroid = {(float) (LENGTH * Math.cos(angle)), (float) (LENGTH * Math.sin(angle))};
    return new TaskEmbedding(
            slot,
            SLOTS_OF_EACH,
            spec.baseModel(),
            samples(slot) + round,
            centroid,
            SPREAD,
            TRAINED_AT)
        .signedBy(identity(slot.client()), spec.federation());
  }

  /** An update's manifest with its chunks in order. */
  public record Update(UpdateManifest manifest, List<UpdateChunk> chunks) {}

  /** Returns a slot's update of a round. */
  public Update update(
      FederationSpec spec, SlotId slot, int round, AdapterVersion base, int epoch) {
    float[] delta = new float[layout.parameters()];
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
            layout.digest(),
            samples(slot),
            TRAINED_AT,
            PayloadEncoding.FLOAT32,
            AdapterChunks.digests(delta),
            Math.sqrt(squares),
            new TrainingSummary(10, 1, 0.5, 1000, 2000));
    UpdateSeal seal = UpdateSeal.of(manifest, identity(slot.client()), spec.federation());
    var update = new SealedUpdate(manifest, Optional.of(seal));
    var chunks = new ArrayList<UpdateChunk>();
    for (int index = 0; index < AdapterChunks.count(delta.length); index++) {
      var key = new ChunkKey(base.cluster(), index);
      var chunk =
          new UpdateChunk(id, key, AdapterChunks.encode(delta, index))
              .ofLayout(layout.fullDigest());
      chunks.add(update.seal(chunk));
    }
    return new Update(update.manifest(), chunks);
  }

  /** Returns a synthetic client's identity, whose key is no secret. */
  private static ClientIdentity identity(ClientId client) {
    byte[] seed = new byte[ClientIdentity.SEED_BYTES];
    byte[] name = client.value().getBytes(StandardCharsets.UTF_8);
    System.arraycopy(name, 0, seed, 0, Math.min(name.length, seed.length));
    return ClientIdentity.of(seed);
  }

  private static long samples(SlotId slot) {
    return 10 + 7L * slot.index();
  }
}
