package io.tributary.infra.sim.fleet;

import io.tributary.infra.sim.fleet.DeliveredRecords.Delivered;
import io.tributary.infra.sim.view.PublicState;
import io.tributary.schemas.adapter.Digests;
import io.tributary.schemas.codec.UndecodableRecord;
import io.tributary.schemas.event.ClientPolicy;
import io.tributary.schemas.event.ClusterEvent.UpdateDiscarded;
import io.tributary.schemas.event.ClusterEvent.UpdateReleased;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.update.UpdateManifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Simulates an operator, who blocks clients, and decides about records in quarantine, wisely or
 * not.
 */
final class SimulatedOperator {
  private static final OperatorDecision RULING = new OperatorDecision("operator", "because");

  private final SimulatedRecordEncoder wire;
  private final PublicState view;
  private final DeliveredRecords deliveredRecords;
  private final List<ClientId> clients;
  private final SplittableRandom random;

  SimulatedOperator(
      SimulatedRecordEncoder wire,
      PublicState view,
      DeliveredRecords deliveredRecords,
      List<ClientId> clients,
      SplittableRandom random) {
    this.wire = wire;
    this.view = view;
    this.deliveredRecords = deliveredRecords;
    this.clients = clients;
    this.random = random;
  }

  /** Returns one decision; empty if there is nothing to decide. */
  Optional<InFlightTransaction> act(long now) {
    return switch (random.nextInt(4)) {
      case 0 -> Optional.of(policy(true, now));
      case 1 -> Optional.of(policy(false, now));
      case 2 -> aboutQuarantined(now, true);
      default -> aboutQuarantined(now, random.nextBoolean());
    };
  }

  private InFlightTransaction policy(boolean blocked, long now) {
    String client = clients.get(random.nextInt(clients.size())).value();
    // Now and then it is a pattern, of which each client's id is the shortest match.
    var who = new ClientPattern(random.nextInt(4) == 0 ? client + "*" : client);
    var policy = new ClientPolicy(who, blocked, RULING, Instant.ofEpochMilli(now));
    return new InFlightTransaction(null, List.of(wire.policy(policy, now)));
  }

  private Optional<InFlightTransaction> aboutQuarantined(long now, boolean release) {
    List<QuarantineRecord> seen = view.quarantine();
    if (seen.isEmpty()) {
      return Optional.empty();
    }
    QuarantineRecord about = seen.get(random.nextInt(seen.size()));
    return manifestIn(about)
        .flatMap(
            manifest ->
                release ? release(about, manifest, now) : Optional.of(discard(manifest, now)));
  }

  private InFlightTransaction discard(UpdateManifest manifest, long now) {
    var discarded = new UpdateDiscarded(manifest.base().cluster(), manifest.id(), RULING);
    return new InFlightTransaction(null, List.of(wire.discard(discarded, now)));
  }

  /** Returns a release; empty if the log does not have all chunks that the manifest names. */
  private Optional<InFlightTransaction> release(
      QuarantineRecord about, UpdateManifest manifest, long now) {
    List<Delivered> chunks = chunks(manifest);
    if (chunks.size() < manifest.chunkDigests().size()) {
      return Optional.empty();
    }
    var shipments = new ArrayList<InFlightRecord>();
    boolean asOlderProgramsDo = random.nextInt(4) == 0;
    List<Long> offsets =
        asOlderProgramsDo ? List.of() : chunks.stream().map(Delivered::offset).toList();
    var released =
        new UpdateReleased(
            manifest, about.topic(), about.partition(), about.offset(), offsets, RULING);
    shipments.add(asOlderProgramsDo ? wire.oldRelease(released, now) : wire.release(released, now));
    if (asOlderProgramsDo) {
      chunks.forEach(delivered -> shipments.add(wire.chunk(delivered.chunk(), now)));
    }
    return Optional.of(new InFlightTransaction(null, shipments));
  }

  /** Returns the first copy of each chunk that the manifest names, in their order. */
  private List<Delivered> chunks(UpdateManifest manifest) {
    var first = new TreeMap<Integer, Delivered>();
    for (Delivered delivered : deliveredRecords.chunks(manifest.id())) {
      ChunkKey key = delivered.chunk().key();
      if (key.cluster().equals(manifest.base().cluster())
          && key.index() < manifest.chunkDigests().size()
          && Digests.matches(
              Digests.full(delivered.chunk().payload()),
              manifest.chunkDigests().get(key.index()))) {
        first.putIfAbsent(key.index(), delivered);
      }
    }
    return List.copyOf(first.values());
  }

  private Optional<UpdateManifest> manifestIn(QuarantineRecord about) {
    if (!about.topic().equals(wire.topics().adapterUpdates().name())
        || about.record().length == 0) {
      return Optional.empty();
    }
    try {
      return Optional.of(wire.codecs().updateManifest().decode(about.record()));
    } catch (UndecodableRecord e) {
      return Optional.empty();
    }
  }
}
