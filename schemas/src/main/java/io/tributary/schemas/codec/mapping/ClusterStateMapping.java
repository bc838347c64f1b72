package io.tributary.schemas.codec.mapping;

import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.wire.Assignment;
import java.util.TreeMap;
import java.util.TreeSet;

/** Maps cluster states to the Avro record {@code ClusterState} and back. */
public final class ClusterStateMapping
    implements RecordMapping<ClusterState, io.tributary.schemas.wire.ClusterState> {
  @Override
  public Class<io.tributary.schemas.wire.ClusterState> wireType() {
    return io.tributary.schemas.wire.ClusterState.class;
  }

  @Override
  public io.tributary.schemas.wire.ClusterState toWire(ClusterState value) {
    var clusters = value.clusters().stream().map(ClusterStateMapping::centroid).toList();
    var assignments =
        value.assignments().entrySet().stream()
            .map(e -> new Assignment(e.getKey().toString(), e.getValue().value()))
            .toList();
    return io.tributary.schemas.wire.ClusterState.newBuilder()
        .setEpoch(value.epoch())
        .setRevision(value.revision())
        .setBaseModel(value.baseModel())
        .setClusters(clusters)
        .setAssignments(assignments)
        .setParked(WireValues.texts(value.parked()))
        .setDecidedAt(value.decidedAt())
        .setRound(value.round())
        .build();
  }

  @Override
  public ClusterState toDomain(io.tributary.schemas.wire.ClusterState wire) {
    var clusters = wire.getClusters().stream().map(ClusterStateMapping::centroid).toList();
    var assignments = new TreeMap<SlotId, ClusterId>();
    for (Assignment assignment : wire.getAssignments()) {
      assignments.put(SlotId.parse(assignment.getSlot()), new ClusterId(assignment.getCluster()));
    }
    var parked = new TreeSet<SlotId>();
    for (String slot : wire.getParked()) {
      parked.add(SlotId.parse(slot));
    }
    return new ClusterState(
        wire.getEpoch(),
        wire.getRevision(),
        wire.getBaseModel(),
        clusters,
        assignments,
        parked,
        wire.getDecidedAt(),
        wire.getRound());
  }

  private static io.tributary.schemas.wire.ClusterCentroid centroid(ClusterCentroid value) {
    return new io.tributary.schemas.wire.ClusterCentroid(
        value.id().value(),
        WireValues.list(value.centroid()),
        value.radius(),
        value.due(),
        value.due() == 0 ? null : value.due());
  }

  private static ClusterCentroid centroid(io.tributary.schemas.wire.ClusterCentroid wire) {
    return new ClusterCentroid(
        new ClusterId(wire.getCluster()),
        WireValues.array(wire.getCentroid()),
        wire.getRadius(),
        wire.getDue());
  }
}
