package io.tributary.aggregation.topology;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Orders and answers that the aggregator's own tasks never give, each readable and under its own
 * key, about cluster c0 whose newest version is known.
 *
 * @param manifest any update's; what it names is made up
 * @param newest version of the cluster
 */
record ForgedOrders(UpdateManifest manifest, int newest) {
  static final ClusterId C0 = new ClusterId(0);
  static final ChunkKey KEY = new ChunkKey(C0, 0);
  static final UpdateId EVIL = new UpdateId(new SlotId(new ClientId("evil"), 0), 1);
  static final String DIGEST = "0".repeat(16);

  /** To the merge tasks. */
  List<ChunkCommand> orders() {
    return built(
        () -> new ChunkCommand.Close(KEY, newest + 99, 256, List.of()),
        () -> new ChunkCommand.Close(KEY, newest + 1, 1, List.of()),
        () -> new ChunkCommand.Close(KEY, newest + 1, 256, List.of(EVIL)),
        () -> new ChunkCommand.Close(KEY, -newest - 5, 256, List.of()),
        () -> new ChunkCommand.Close(KEY, Integer.MIN_VALUE, Long.MIN_VALUE, List.of(EVIL)),
        () -> new ChunkCommand.Close(KEY, Integer.MAX_VALUE, Long.MAX_VALUE, List.of(EVIL)),
        () -> new ChunkCommand.Close(new ChunkKey(C0, 99), 1, 256, List.of()),
        () -> new ChunkCommand.Close(new ChunkKey(new ClusterId(7), 0), 1, 0, List.of()),
        () -> apply(newest + 1, part(256, 256, 1, 0, 0, 0), -1, ""),
        () -> apply(newest + 1, part(0, 256, 1, 0, 0, 0), 0, DIGEST),
        () -> apply(newest + 1, part(256, 0, 1, 0, 0, 0), 0, DIGEST),
        () -> apply(newest + 1, part(257, 256, 1, 0, 0, 0), 0, DIGEST),
        () -> apply(newest + 1, part(256, 1L << 40, 1, 0, 0, 0), 0, DIGEST),
        () -> apply(newest + 1, part(256, 256, Double.NaN, 0, 0, 0), 0, DIGEST),
        () -> apply(newest + 1, part(256, 256, 2, 0, 0, 0), 0, DIGEST),
        () -> apply(newest + 1, part(256, 256, 1, -1, 0, 0), 0, DIGEST),
        () -> apply(newest + 1, part(256, 256, 1, newest + 7, 0, 0), 0, DIGEST),
        () -> apply(newest + 1, part(256, 256, 1, 0, 99, 0), 0, DIGEST),
        () -> apply(newest + 1, part(256, 256, 1, 0, -1, 0), 0, DIGEST),
        () -> apply(newest + 1, part(256, 256, 1, 0, 0, Double.POSITIVE_INFINITY), 0, DIGEST),
        () -> apply(newest + 1, part(256, 256, 1, 0, 0, 0), 0, DIGEST),
        () -> apply(newest + 1, part(256, 256, 1, 0, 0, 0), 1_000_000_000, DIGEST),
        () -> apply(newest + 1, part(256, 256, 1, 0, 0, 0), Long.MAX_VALUE, DIGEST),
        () -> apply(newest, part(256, 256, 1, 0, 0, 0), 0, DIGEST),
        () -> apply(newest + 50, part(256, 256, 1, 0, 0, 0), 0, DIGEST),
        () -> apply(Integer.MAX_VALUE, part(256, 256, 1, 0, 0, 0), 0, DIGEST),
        () -> new ChunkCommand.Measure(KEY, newest + 77),
        () -> new ChunkCommand.Measure(KEY, newest),
        () -> new ChunkCommand.Measure(KEY, Integer.MIN_VALUE),
        () -> new ChunkCommand.Drop(new ChunkKey(C0, Integer.MAX_VALUE), EVIL));
  }

  /** To the ledger, while no version is in the making. */
  List<ClusterEvent> events() {
    var nobody = new OperatorDecision("", "");
    return built(
        () -> new ChunkReply.ChunkMerged(C0, newest + 55, 0, DIGEST),
        () -> new ChunkReply.ChunkMerged(C0, newest + 1, 0, DIGEST),
        () -> new ChunkReply.ChunkMerged(C0, -1, 0, DIGEST),
        () -> new ChunkReply.ChunkMerged(C0, Integer.MAX_VALUE, 0, DIGEST),
        () -> new ChunkReply.ChunkMerged(new ClusterId(8), 1, 0, DIGEST),
        () -> new ChunkReply.ChunkMeasured(C0, newest + 55, 0, List.of(), List.of()),
        () -> new ChunkReply.ChunkMeasured(C0, newest + 1, 0, List.of(EVIL), List.of()),
        () -> inspected(99, DIGEST, 80, 1, 0),
        () -> inspected(-1, DIGEST, 80, 1, 0),
        () -> inspected(0, "x".repeat(100_000), 80, 1, 0),
        () -> inspected(0, DIGEST, -1, 1, 0),
        () -> inspected(0, DIGEST, 80, Double.NaN, 0),
        () -> inspected(0, DIGEST, 80, 1, Long.MIN_VALUE),
        () -> members(Integer.MAX_VALUE, Long.MAX_VALUE),
        () -> members(1, Long.MAX_VALUE),
        () -> members(Integer.MAX_VALUE, 2),
        () -> members(0, 0),
        () -> members(Integer.MIN_VALUE, Long.MIN_VALUE),
        () ->
            new ClusterEvent.ClientPolicyChanged(
                C0, EVIL.slot().client(), true, "w".repeat(100_000)),
        () ->
            new ClusterEvent.UpdateReleased(
                manifest, "x".repeat(1000), -1, Long.MAX_VALUE, List.of(), nobody),
        () -> new ClusterEvent.UpdateReleased(manifest, "t", 0, 0, nowhere(), nobody));
  }

  /** Offsets of the manifest's chunks that no log has. */
  private List<Long> nowhere() {
    return manifest.chunkDigests().stream().map(digest -> -1L).toList();
  }

  /** But for those that no record can hold: to whoever reads it, such a one is no record. */
  @SafeVarargs
  private static <T> List<T> built(Supplier<? extends T>... all) {
    var built = new ArrayList<T>();
    for (Supplier<? extends T> one : all) {
      orNone(one).ifPresent(built::add);
    }
    return built;
  }

  private static <T> Optional<T> orNone(Supplier<? extends T> one) {
    try {
      return Optional.of(one.get());
    } catch (IllegalArgumentException cannotBe) {
      return Optional.empty();
    }
  }

  static ChunkCommand apply(int version, Contribution part, long offset, String digest) {
    return new ChunkCommand.Apply(KEY, version, part, offset, digest);
  }

  static Contribution part(
      long weight, long units, double clip, int staleness, int rank, double productNorm) {
    return new Contribution(EVIL, weight, clip, staleness, units, rank, productNorm);
  }

  private static ClusterEvent members(int epoch, long revision) {
    return new ClusterEvent.MembersChanged(C0, epoch, revision, new TreeSet<>());
  }

  private static ClusterEvent inspected(
      int index, String digest, int bytes, double squares, long offset) {
    return new ChunkReply.ChunkInspected(
            C0, EVIL, index, digest, bytes, squares, RejectReason.NONE, "")
        .at(offset);
  }
}
