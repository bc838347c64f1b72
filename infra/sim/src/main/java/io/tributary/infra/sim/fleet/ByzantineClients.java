package io.tributary.infra.sim.fleet;

import io.tributary.infra.sim.fleet.SimulatedUpdates.Update;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.topic.TopicSpec;
import io.tributary.schemas.update.UpdateChunk;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Makes the records of clients that do not follow the protocol. */
final class ByzantineClients {
  /**
   * The largest number of clusters or slots that one flood invents; it costs as much as so many
   * updates.
   */
  private static final int MADE_UP = 20;

  /** The prefix of the names of clients that do not exist. */
  private static final String NOBODY = "nobody-";

  private static final long FAR = 10L * 365 * 24 * 3600 * 1000;

  private final SimulatedUpdates updates;
  private final SimulatedRecordEncoder wire;
  private final SplittableRandom random;

  ByzantineClients(SimulatedUpdates updates, SimulatedRecordEncoder wire, SplittableRandom random) {
    this.updates = updates;
    this.wire = wire;
    this.random = random;
  }

  /** Returns whether a client was invented. */
  static boolean isMadeUp(ClientId client) {
    return client.value().startsWith(NOBODY);
  }

  /** Returns one of many things instead of the honest update. */
  List<InFlightRecord> instead(Update honest, long at) {
    UpdateManifest m = honest.manifest();
    return switch (random.nextInt(24)) {
      case 0 -> sent(withPayload(m, unsound(Float.NaN)), at);
      case 1 -> sent(withPayload(m, unsound(Float.NEGATIVE_INFINITY)), at);
      case 2 -> sent(withPayload(m, unsound(8.01f)), at);
      case 3 -> sent(withPayload(m, huge()), at);
      case 4 -> sent(changed(m, m.id(), m.base(), "f".repeat(16), m.chunkDigests()), honest, at);
      case 5 -> sent(changed(m, m.id(), m.base(), m.layoutDigest(), List.of()), honest, at);
      case 6 -> sent(withDigests(m, "0123456789abcdef"), honest, at);
      case 7 -> sent(withDigests(m, "no digest"), honest, at);
      case 8 -> List.of(wire.manifest(m, at));
      case 9 -> honest.chunks().stream().map(chunk -> wire.chunk(chunk, at)).toList();
      case 10 -> {
        long old = 1 + (random.nextLong() >>> 1) % m.id().sequence();
        yield renamed(honest, old, at);
      }
      case 11 -> renamed(honest, m.id().sequence() + 1 + random.nextInt(130), at);
      case 12 -> sent(withBase(m, version(m, m.base().version() + 5, m.base().digest())), at);
      case 13 -> sent(withBase(m, version(m, m.base().version(), "0".repeat(16))), at);
      case 14 -> moved(honest, new ClusterId(random.nextInt(1000)), at);
      case 15 -> sent(claims(m, -random.nextInt(2), m.trainedAt(), m.rank(), 0), honest, at);
      case 16 -> sent(claims(m, Long.MAX_VALUE, m.trainedAt(), m.rank(), 0), honest, at);
      case 17 ->
          sent(claims(m, 1, m.trainedAt().plusMillis(FAR), m.rank(), Double.NaN), honest, at);
      case 18 -> sent(claims(m, 1, m.trainedAt(), 99 - random.nextInt(2) * 100, 0), honest, at);
      case 19 -> chunksOfTwoKinds(honest, at);
      case 20 -> sent(m, honest, m.id().sequence() % 2 == 0 ? at + FAR : at - FAR);
      case 21 -> madeUpClusters(honest, at);
      case 22 -> madeUpSlots(honest, at);
      default -> noise(honest, at);
    };
  }

  private List<InFlightRecord> sent(Update update, long at) {
    return sent(update.manifest(), update, at);
  }

  private List<InFlightRecord> sent(UpdateManifest manifest, Update with, long at) {
    var shipments = new ArrayList<InFlightRecord>();
    shipments.add(wire.manifest(manifest, at));
    with.chunks().forEach(chunk -> shipments.add(wire.chunk(chunk, at)));
    return shipments;
  }

  /** Returns the same id with other bytes, before, after or instead: only one of them may count. */
  private List<InFlightRecord> chunksOfTwoKinds(Update honest, long at) {
    UpdateManifest m = honest.manifest();
    SimulatedPayload other = SimulatedPayload.draw(random, updates.spec().layout().parameters());
    var shipments = new ArrayList<InFlightRecord>();
    for (UpdateChunk chunk : SimulatedUpdates.chunks(m.id(), m.base(), other)) {
      shipments.add(wire.chunk(chunk, at));
    }
    boolean first = random.nextBoolean();
    shipments.addAll(first ? shipments.size() : 0, sent(m, honest, at));
    honest
        .chunks()
        .forEach(
            chunk ->
                shipments.add(
                    wire.chunk(
                        new UpdateChunk(
                            m.id(),
                            new ChunkKey(m.base().cluster(), chunk.key().index() + 7),
                            chunk.payload()),
                        at)));
    return shipments;
  }

  private List<InFlightRecord> noise(Update honest, long at) {
    UpdateManifest m = honest.manifest();
    InFlightRecord manifest = wire.manifest(m, at);
    byte[] bytes = manifest.record().value();
    String key = manifest.record().key();
    TopicSpec topic = pick(List.of(wire.topics().adapterUpdates(), wire.topics().updateChunks()));
    return List.of(
        switch (random.nextInt(6)) {
          case 0 -> wire.noise(topic, key, null, at);
          case 1 -> wire.noise(topic, key, Arrays.copyOf(bytes, random.nextInt(20)), at);
          case 2 -> wire.noise(topic, "somewhere", bytes, -1);
          case 3 -> wire.noise(wire.topics().taskEmbeddings(), "x/0", bytes, at);
          case 4 -> wire.noise(wire.topics().updateRulings(), key, bytes, at);
          default -> wire.noise(wire.topics().clusterEvents(), key, bytes, at);
        });
  }

  private List<InFlightRecord> renamed(Update honest, long sequence, long at) {
    return renamed(honest, new UpdateId(honest.manifest().id().slot(), sequence), at);
  }

  private List<InFlightRecord> renamed(Update honest, UpdateId id, long at) {
    UpdateManifest m = honest.manifest();
    UpdateManifest renamed = changed(m, id, m.base(), m.layoutDigest(), m.chunkDigests());
    var chunks = new ArrayList<UpdateChunk>();
    honest.chunks().forEach(chunk -> chunks.add(new UpdateChunk(id, chunk.key(), chunk.payload())));
    return sent(new Update(renamed, chunks), at);
  }

  private List<InFlightRecord> moved(Update honest, ClusterId cluster, long at) {
    UpdateManifest m = honest.manifest();
    var base = new AdapterVersion(cluster, m.base().epoch(), 0, m.base().digest());
    var chunks = new ArrayList<UpdateChunk>();
    honest
        .chunks()
        .forEach(
            chunk ->
                chunks.add(
                    new UpdateChunk(
                        m.id(), new ChunkKey(cluster, chunk.key().index()), chunk.payload())));
    return sent(
        new Update(changed(m, m.id(), base, m.layoutDigest(), m.chunkDigests()), chunks), at);
  }

  /** Returns parts of updates of many clusters that do not exist. */
  private List<InFlightRecord> madeUpClusters(Update honest, long at) {
    var shipments = new ArrayList<InFlightRecord>();
    for (int left = random.nextInt(MADE_UP); left >= 0; left--) {
      shipments.addAll(some(moved(honest, new ClusterId(random.nextInt(1_000_000)), at)));
    }
    return shipments;
  }

  /** Returns parts of updates of many slots that do not exist. */
  private List<InFlightRecord> madeUpSlots(Update honest, long at) {
    var shipments = new ArrayList<InFlightRecord>();
    for (int left = random.nextInt(MADE_UP); left >= 0; left--) {
      var nobody = new SlotId(new ClientId(NOBODY + random.nextInt(1_000)), 0);
      shipments.addAll(some(renamed(honest, new UpdateId(nobody, 1 + random.nextInt(3)), at)));
    }
    return shipments;
  }

  private List<InFlightRecord> some(List<InFlightRecord> all) {
    int from = random.nextInt(2);
    return all.subList(Math.min(from, all.size()), all.size() - random.nextInt(2) * (1 - from));
  }

  private Update withPayload(UpdateManifest m, SimulatedPayload payload) {
    return new Update(
        changed(m, m.id(), m.base(), m.layoutDigest(), payload.digests()),
        SimulatedUpdates.chunks(m.id(), m.base(), payload));
  }

  private Update withBase(UpdateManifest m, AdapterVersion base) {
    SimulatedPayload payload = SimulatedPayload.draw(random, updates.spec().layout().parameters());
    return new Update(
        changed(m, m.id(), base, m.layoutDigest(), payload.digests()),
        SimulatedUpdates.chunks(m.id(), base, payload));
  }

  private SimulatedPayload unsound(float value) {
    float[] values = new float[updates.spec().layout().parameters()];
    values[random.nextInt(values.length)] = value;
    return SimulatedPayload.of(values);
  }

  private SimulatedPayload huge() {
    float[] values = new float[updates.spec().layout().parameters()];
    Arrays.fill(values, 8);
    return SimulatedPayload.of(values);
  }

  private static AdapterVersion version(UpdateManifest m, int number, String digest) {
    return new AdapterVersion(m.base().cluster(), m.base().epoch(), number, digest);
  }

  private static UpdateManifest withDigests(UpdateManifest m, String digest) {
    List<String> digests = m.chunkDigests().stream().map(real -> digest).toList();
    return changed(m, m.id(), m.base(), m.layoutDigest(), digests);
  }

  private static UpdateManifest changed(
      UpdateManifest m, UpdateId id, AdapterVersion base, String layout, List<String> digests) {
    return new UpdateManifest(
        id,
        base,
        m.epoch(),
        layout,
        m.samples(),
        m.trainedAt(),
        m.encoding(),
        digests,
        m.norm(),
        m.training(),
        m.rank(),
        m.productNorm());
  }

  private static UpdateManifest claims(
      UpdateManifest m, long samples, Instant trainedAt, int rank, double productNorm) {
    return new UpdateManifest(
        m.id(),
        m.base(),
        m.epoch(),
        m.layoutDigest(),
        samples,
        trainedAt,
        m.encoding(),
        m.chunkDigests(),
        m.norm(),
        m.training(),
        rank,
        productNorm);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
