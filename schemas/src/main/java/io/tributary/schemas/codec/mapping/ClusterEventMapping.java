package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.event.ChunkReply.ChunkInspected;
import io.tributary.schemas.event.ChunkReply.ChunkMeasured;
import io.tributary.schemas.event.ChunkReply.ChunkMerged;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterEvent.ClientPolicyChanged;
import io.tributary.schemas.event.ClusterEvent.Member;
import io.tributary.schemas.event.ClusterEvent.MembersChanged;
import io.tributary.schemas.event.ClusterEvent.UpdateDiscarded;
import io.tributary.schemas.event.ClusterEvent.UpdateReleased;
import io.tributary.schemas.event.OperatorDecision;
import io.tributary.schemas.event.RejectReason;
import io.tributary.schemas.id.ClientPattern;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientKey;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Maps events for a cluster's ledger to the Avro record {@code ClusterEvent} and back. */
public final class ClusterEventMapping
    implements RecordMapping<ClusterEvent, io.tributary.schemas.wire.ClusterEvent> {
  private static final UpdateManifestMapping MANIFESTS = new UpdateManifestMapping();

  @Override
  public Class<io.tributary.schemas.wire.ClusterEvent> wireType() {
    return io.tributary.schemas.wire.ClusterEvent.class;
  }

  @Override
  public io.tributary.schemas.wire.ClusterEvent toWire(ClusterEvent value) {
    return io.tributary.schemas.wire.ClusterEvent.newBuilder()
        .setCluster(value.cluster().value())
        .setBody(body(value))
        .build();
  }

  @Override
  public ClusterEvent toDomain(io.tributary.schemas.wire.ClusterEvent wire) {
    var cluster = new ClusterId(wire.getCluster());
    Object body = wire.getBody();
    if (body instanceof io.tributary.schemas.wire.MembersChanged members) {
      return members(cluster, members);
    }
    if (body instanceof io.tributary.schemas.wire.ChunkInspected chunk) {
      return new ChunkInspected(
          cluster,
          UpdateId.parse(chunk.getUpdate()),
          chunk.getChunk(),
          chunk.getDigest(),
          chunk.getPayloadBytes(),
          chunk.getSumOfSquares(),
          WireValues.symbol(RejectReason.class, chunk.getFlaw()),
          chunk.getDetail(),
          chunk.getOffset(),
          WireValues.key(chunk.getAuthorKey()));
    }
    if (body instanceof io.tributary.schemas.wire.ChunkMerged chunk) {
      return new ChunkMerged(
          cluster,
          chunk.getVersion(),
          chunk.getChunk(),
          chunk.getDigest(),
          AgreementMapping.toDomain(chunk.getAgreement()));
    }
    if (body instanceof io.tributary.schemas.wire.ChunkMeasured chunk) {
      return new ChunkMeasured(
          cluster,
          chunk.getVersion(),
          chunk.getChunk(),
          chunk.getUpdates().stream().map(UpdateId::parse).toList(),
          chunk.getSquares());
    }
    if (body instanceof io.tributary.schemas.wire.ClientPolicyChanged policy) {
      return new ClientPolicyChanged(
          cluster,
          new ClientPattern(policy.getClient()),
          policy.getBlocked(),
          policy.getWhy(),
          policy.getDecided());
    }
    if (body instanceof io.tributary.schemas.wire.UpdateReleased released) {
      return released(cluster, released);
    }
    if (body instanceof io.tributary.schemas.wire.UpdateDiscarded discarded) {
      return new UpdateDiscarded(
          cluster,
          UpdateId.parse(discarded.getUpdate()),
          new OperatorDecision(discarded.getBy(), discarded.getWhy()));
    }
    throw new IllegalArgumentException("a cluster event of a kind that only newer versions know");
  }

  private static MembersChanged members(
      ClusterId cluster, io.tributary.schemas.wire.MembersChanged wire) {
    List<String> slots = wire.getSlots();
    requireOneEach("keys", wire.getKeys(), slots);
    requireOneEach("samples", wire.getSamples(), slots);
    var members = new TreeMap<SlotId, Member>();
    for (int i = 0; i < slots.size(); i++) {
      Optional<ClientKey> key =
          wire.getKeys().isEmpty() ? Optional.empty() : WireValues.key(wire.getKeys().get(i));
      long samples = wire.getSamples().isEmpty() ? 0 : wire.getSamples().get(i);
      members.put(SlotId.parse(slots.get(i)), new Member(key, samples));
    }
    return new MembersChanged(cluster, wire.getEpoch(), wire.getRevision(), members);
  }

  private static void requireOneEach(String name, List<?> values, List<String> slots) {
    if (!values.isEmpty() && values.size() != slots.size()) {
      throw new IllegalArgumentException(
          name + " of members must be " + slots.size() + ", one a slot, were " + values.size());
    }
  }

  private static io.tributary.schemas.wire.MembersChanged wire(MembersChanged members) {
    Collection<Member> known = members.members().values();
    boolean signed = known.stream().anyMatch(member -> member.key().isPresent());
    boolean counted = known.stream().anyMatch(member -> member.samples() > 0);
    return new io.tributary.schemas.wire.MembersChanged(
        members.epoch(),
        members.revision(),
        WireValues.texts(members.slots()),
        signed ? known.stream().map(member -> WireValues.wire(member.key())).toList() : List.of(),
        counted ? known.stream().map(Member::samples).toList() : List.of());
  }

  private static UpdateReleased released(
      ClusterId cluster, io.tributary.schemas.wire.UpdateReleased wire) {
    var released =
        new UpdateReleased(
            MANIFESTS.toDomain(wire.getManifest()),
            wire.getTopic(),
            wire.getPartition(),
            wire.getOffset(),
            List.of(),
            new OperatorDecision(wire.getBy(), wire.getWhy()));
    if (!released.cluster().equals(cluster)) {
      throw new IllegalArgumentException(
          "an event of " + cluster + " releases an update of " + released.cluster());
    }
    return released;
  }

  private static Object body(ClusterEvent value) {
    return value.accept(
        new ClusterEvent.Visitor<Object>() {
          @Override
          public Object members(MembersChanged members) {
            return wire(members);
          }

          @Override
          public Object policy(ClientPolicyChanged policy) {
            return new io.tributary.schemas.wire.ClientPolicyChanged(
                policy.clients().value(), policy.blocked(), policy.why(), policy.decided());
          }

          @Override
          public Object released(UpdateReleased released) {
            return wire(released);
          }

          @Override
          public Object discarded(UpdateDiscarded discarded) {
            return new io.tributary.schemas.wire.UpdateDiscarded(
                discarded.update().toString(), discarded.ruling().by(), discarded.ruling().why());
          }

          @Override
          public Object inspected(ChunkInspected inspected) {
            return wire(inspected);
          }

          @Override
          public Object measured(ChunkMeasured measured) {
            return new io.tributary.schemas.wire.ChunkMeasured(
                measured.version(),
                measured.index(),
                WireValues.texts(measured.updates()),
                measured.squares());
          }

          @Override
          public Object merged(ChunkMerged merged) {
            return new io.tributary.schemas.wire.ChunkMerged(
                merged.version(),
                merged.index(),
                merged.digest(),
                AgreementMapping.toWire(merged.agreement()));
          }
        });
  }

  private static io.tributary.schemas.wire.ChunkInspected wire(ChunkInspected chunk) {
    return new io.tributary.schemas.wire.ChunkInspected(
        chunk.update().toString(),
        chunk.index(),
        chunk.digest(),
        chunk.payloadBytes(),
        chunk.sumOfSquares(),
        io.tributary.schemas.wire.RejectReason.valueOf(chunk.flaw().name()),
        chunk.detail(),
        chunk.offset(),
        WireValues.wire(chunk.author()));
  }

  private static io.tributary.schemas.wire.UpdateReleased wire(UpdateReleased released) {
    return new io.tributary.schemas.wire.UpdateReleased(
        MANIFESTS.toWire(released.manifest()),
        released.topic(),
        released.partition(),
        released.offset(),
        released.ruling().by(),
        released.ruling().why());
  }
}
