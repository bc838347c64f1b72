package io.tributary.schemas.codec;

import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ChunkReply;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterEvent.UpdateRuling;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One event of every kind, and one command of every kind, as each version of their schemas wrote
 * it. The golden files hold exactly these.
 */
final class EventFixtures {
  private EventFixtures() {}

  static List<ClusterEvent> clusterEvents() {
    var events = new ArrayList<>(clusterEventsV4().stream().map(EventFixtures::signed).toList());
    return events;
  }

  private static ClusterEvent signed(ClusterEvent event) {
    if (event instanceof ClusterEvent.ClientPolicyChanged policy) {
      return new ClusterEvent.ClientPolicyChanged(
          Fixtures.CLUSTER, new ClientPattern("clinic-*"), false, policy.why(), false);
    }
    if (event instanceof ClusterEvent.MembersChanged members) {
      var known = new TreeMap<SlotId, ClusterEvent.Member>();
      members
          .slots()
          .forEach(
              slot -> known.put(slot, new ClusterEvent.Member(Optional.of(Fixtures.KEY), 240)));
      return new ClusterEvent.MembersChanged(
          Fixtures.CLUSTER, members.epoch(), members.revision(), known);
    }
    if (event instanceof ClusterEvent.UpdateReleased released) {
      return new ClusterEvent.UpdateReleased(
          Fixtures.updateManifest(),
          released.topic(),
          released.partition(),
          released.offset(),
          List.of(),
          released.ruling());
    }
    return event instanceof ChunkReply.ChunkInspected chunk
        ? chunk.by(Optional.of(Fixtures.KEY))
        : event;
  }

  /** As version 4 told it: without keys and samples; every decision about a client stands. */
  static List<ClusterEvent> clusterEventsV4() {
    return clusterEventsV3().stream()
        .map(
            event ->
                event instanceof ChunkReply.ChunkMerged chunk
                    ? new ChunkReply.ChunkMerged(
                        Fixtures.CLUSTER,
                        chunk.version(),
                        chunk.index(),
                        chunk.digest(),
                        Fixtures.AGREEMENT)
                    : event)
        .toList();
  }

  /** As version 3 told it: without the agreement among contributors. */
  static List<ClusterEvent> clusterEventsV3() {
    return clusterEventsV2().stream()
        .map(event -> event instanceof ChunkReply.ChunkInspected chunk ? chunk.at(1_234) : event)
        .toList();
  }

  /** As version 2 told it: without the chunk's offset. */
  static List<ClusterEvent> clusterEventsV2() {
    var events = new ArrayList<>(clusterEventsV1());
    events.add(
        new ChunkReply.ChunkMeasured(
            Fixtures.CLUSTER,
            9,
            1,
            List.of(Fixtures.UPDATE, new UpdateId(Fixtures.SLOT, 42)),
            List.of(6.25)));
    events.add(
        new ClusterEvent.ClientPolicyChanged(
            Fixtures.CLUSTER, Fixtures.SLOT.client(), true, Fixtures.RULING.why()));
    events.add(
        new ClusterEvent.UpdateReleased(
            Fixtures.updateManifest(4, 1.5),
            "clinics.adapter-updates",
            2,
            77,
            List.of(),
            Fixtures.RULING));
    events.add(
        new ClusterEvent.UpdateDiscarded(Fixtures.CLUSTER, Fixtures.UPDATE, Fixtures.RULING));
    return events;
  }

  static List<ClusterEvent> clusterEventsV1() {
    return List.of(
        new ClusterEvent.MembersChanged(
            Fixtures.CLUSTER,
            2,
            9,
            new TreeSet<>(Set.of(Fixtures.SLOT, SlotId.parse("clinic-10/1")))),
        new ChunkReply.ChunkInspected(
            Fixtures.CLUSTER,
            Fixtures.UPDATE,
            1,
            Fixtures.DIGESTS.get(1),
            4,
            6.25,
            RejectReason.NOT_FINITE,
            "value 3 is NaN"),
        new ChunkReply.ChunkMerged(Fixtures.CLUSTER, 9, 1, Fixtures.DIGESTS.get(0)));
  }

  static List<UpdateRuling> updateRulings() {
    return List.of(
        new ClusterEvent.UpdateReleased(
            Fixtures.updateManifest(),
            "clinics.adapter-updates",
            2,
            77,
            List.of(1_234L, 4_321L),
            Fixtures.RULING),
        new ClusterEvent.UpdateDiscarded(Fixtures.CLUSTER, Fixtures.UPDATE, Fixtures.RULING));
  }

  static List<ChunkCommand> chunkEvents() {
    var events = new ArrayList<>(chunkEventsV5());
    events.add(
        new ChunkCommand.Inspect(Fixtures.CHUNK, Fixtures.UPDATE, 1_234, Fixtures.DIGESTS.get(1)));
    return events;
  }

  /** Before people's releases named chunks. */
  static List<ChunkCommand> chunkEventsV5() {
    var events = new ArrayList<>(chunkEventsV4());
    ChunkCommand.Measure before = (ChunkCommand.Measure) events.get(3);
    events.set(
        3, new ChunkCommand.Measure(Fixtures.CHUNK, 9, List.of(Fixtures.UPDATE), before.limited()));
    return events;
  }

  /** Before what is measured was named. */
  static List<ChunkCommand> chunkEventsV4() {
    var events = new ArrayList<>(chunkEventsV3());
    events.set(
        0,
        new ChunkCommand.Apply(
            Fixtures.CHUNK,
            9,
            Fixtures.PART,
            1_234,
            Fixtures.DIGESTS.get(1),
            Optional.of(Fixtures.KEY)));
    events.set(
        1, new ChunkCommand.Drop(Fixtures.CHUNK, Fixtures.UPDATE, Optional.of(Fixtures.KEY)));
    var limited = new Contribution(Fixtures.UPDATE, 30_720, 0.25, 1, 61_440, 4, 1.5);
    events.set(
        2,
        new ChunkCommand.Close(
            Fixtures.CHUNK, 9, 61_440, List.of(Fixtures.UPDATE), List.of(limited)));
    events.set(3, new ChunkCommand.Measure(Fixtures.CHUNK, 9, List.of(), List.of(limited)));
    return events;
  }

  /** As version 3 told it: without authors, and every update counts as it was accepted. */
  static List<ChunkCommand> chunkEventsV3() {
    var events = new ArrayList<>(chunkEventsV2());
    events.set(
        0,
        new ChunkCommand.Apply(Fixtures.CHUNK, 9, Fixtures.PART, 1_234, Fixtures.DIGESTS.get(1)));
    return events;
  }

  /** As version 2 told it: without saying which chunk. */
  static List<ChunkCommand> chunkEventsV2() {
    return List.of(
        new ChunkCommand.Apply(Fixtures.CHUNK, 9, Fixtures.PART, -1, ""),
        new ChunkCommand.Drop(Fixtures.CHUNK, Fixtures.UPDATE),
        new ChunkCommand.Close(Fixtures.CHUNK, 9, 122_880, List.of(Fixtures.UPDATE)),
        new ChunkCommand.Measure(Fixtures.CHUNK, 9));
  }

  static List<ChunkCommand> chunkEventsV1() {
    return List.of(
        new ChunkCommand.Apply(
            Fixtures.CHUNK, 9, new Contribution(Fixtures.UPDATE, 61_440, 0.5, 0, 0, 0, 0), -1, ""),
        new ChunkCommand.Drop(Fixtures.CHUNK, Fixtures.UPDATE),
        new ChunkCommand.Close(Fixtures.CHUNK, 9, 122_880, List.of()));
  }
}
