package io.tributary.infra.sim.fleet;

import io.tributary.infra.sim.view.PublicState;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ChunkReply;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ChunkKey;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.UpdateManifest;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Writes into the aggregator's own topics commands and answers that are impossible: about versions,
 * chunks, epochs and offsets that do not exist, and with numbers at and beyond their bounds.
 */
final class CommandForger {
  private static final UpdateId EVIL = new UpdateId(new SlotId(new ClientId("forged"), 0), 1);
  private static final String DIGEST = "0".repeat(16);

  /** The distance from the newest version that no late record has. */
  private static final int FAR = 100_000;

  /** The index of a chunk that no layout has. */
  private static final int NO_CHUNK = 9_999;

  private final SimulatedRecordEncoder wire;
  private final PublicState view;
  private final SplittableRandom random;

  CommandForger(SimulatedRecordEncoder wire, PublicState view, SplittableRandom random) {
    this.wire = wire;
    this.view = view;
    this.random = random;
  }

  /** Returns one transaction with one forged record, for a cluster that may exist. */
  InFlightTransaction act(UpdateManifest any, long now) {
    ClusterId cluster =
        view.clusters()
            .filter(state -> !state.clusters().isEmpty() && random.nextInt(8) > 0)
            .map(state -> state.clusters().get(random.nextInt(state.clusters().size())).id())
            .orElseGet(() -> new ClusterId(random.nextInt(1_000)));
    return new InFlightTransaction(null, List.of(shipment(cluster, any, now)));
  }

  /** Draws commands and answers until one fits into a record. */
  private InFlightRecord shipment(ClusterId cluster, UpdateManifest any, long now) {
    while (true) {
      try {
        return random.nextBoolean()
            ? wire.forged(order(new ChunkKey(cluster, 0)), now)
            : wire.forged(event(cluster, any), now);
      } catch (IllegalArgumentException cannotBe) {
        // Another draw may fit.
      }
    }
  }

  private ChunkCommand order(ChunkKey key) {
    int version = random.nextBoolean() ? FAR + random.nextInt(FAR) : -random.nextInt(FAR);
    var nothing = new ChunkKey(key.cluster(), NO_CHUNK);
    return switch (random.nextInt(10)) {
      case 0 -> new ChunkCommand.Close(key, version, 256, List.of());
      case 1 -> new ChunkCommand.Close(key, Integer.MAX_VALUE, Long.MAX_VALUE, List.of(EVIL));
      case 2 -> new ChunkCommand.Apply(key, near(), ofRank(99), 0, DIGEST);
      case 3 -> new ChunkCommand.Apply(key, version, part(256, 1), 0, DIGEST);
      case 4 -> new ChunkCommand.Apply(key, near(), part(0, 1), 0, DIGEST);
      case 5 -> new ChunkCommand.Apply(key, near(), part(256, Double.NaN), 0, DIGEST);
      case 6 -> new ChunkCommand.Apply(key, near(), part(256, 1), -1, "");
      case 7 -> new ChunkCommand.Apply(key, near(), part(256, 1), Integer.MAX_VALUE, DIGEST);
      case 8 -> new ChunkCommand.Measure(key, version);
      default -> new ChunkCommand.Drop(nothing, EVIL);
    };
  }

  private ClusterEvent event(ClusterId cluster, UpdateManifest any) {
    var nobody = new TreeSet<SlotId>();
    var operatorDecision = new OperatorDecision("", "");
    int version = FAR + random.nextInt(FAR);
    return switch (random.nextInt(9)) {
      case 0 -> new ChunkReply.ChunkMerged(cluster, version, 0, DIGEST);
      case 1 -> new ChunkReply.ChunkMerged(cluster, -version, NO_CHUNK, "");
      case 2 -> new ChunkReply.ChunkMeasured(cluster, version, 0, List.of(EVIL), List.of());
      case 3 -> inspected(cluster, NO_CHUNK, DIGEST, 1);
      case 4 -> inspected(cluster, 0, "x".repeat(1_000), 1);
      case 5 -> inspected(cluster, 0, DIGEST, Double.NaN);
      case 6 -> new ClusterEvent.MembersChanged(cluster, Integer.MAX_VALUE, Long.MAX_VALUE, nobody);
      case 7 -> new ClusterEvent.MembersChanged(cluster, 0, -version, nobody);
      default ->
          new ClusterEvent.UpdateReleased(
              any, "x".repeat(500), -1, -1, List.of(), operatorDecision);
    };
  }

  /** Returns a version from 1 to 3, as an open window may have it. */
  private int near() {
    return 1 + random.nextInt(3);
  }

  private static Contribution part(long weight, double clip) {
    return new Contribution(EVIL, weight, clip, 0, 256, 0, 0);
  }

  private static Contribution ofRank(int rank) {
    return new Contribution(EVIL, 256, 1, 0, 256, rank, 0);
  }

  private static ClusterEvent inspected(
      ClusterId cluster, int index, String digest, double squares) {
    return new ChunkReply.ChunkInspected(
        cluster, EVIL, index, digest, 4, squares, RejectReason.NONE, "");
  }
}
