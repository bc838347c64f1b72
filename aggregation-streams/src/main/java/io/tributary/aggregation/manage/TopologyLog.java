package io.tributary.aggregation.manage;

import io.tributary.aggregation.topology.processor.TopologyListener;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ChunkReply;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.log.LogKeys;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The log of what the aggregator does: a line at INFO for each version, each clustering and each
 * change of its slots; at DEBUG for each decision and each record that is rejected, of which
 * strangers can cause any number.
 */
public final class TopologyLog implements TopologyListener {
  private static final Logger LOG = LoggerFactory.getLogger(TopologyLog.class);

  private final AtomicReference<ClusterState> newest = new AtomicReference<>();

  @Override
  public void decided(LedgerEntry entry) {
    LOG.atDebug()
        .addKeyValue(LogKeys.UPDATE_ID, entry.update())
        .addKeyValue(LogKeys.CLUSTER_ID, entry.cluster())
        .addKeyValue(LogKeys.DECISION, entry.verdict())
        .addKeyValue(LogKeys.REASON, entry.reason())
        .addKeyValue(LogKeys.VERSION, entry.version())
        .addKeyValue(LogKeys.WEIGHT, entry.weight())
        .addKeyValue(LogKeys.STALENESS, entry.staleness())
        .log("update decided");
  }

  @Override
  public void setAside(String processor, QuarantineRecord record) {
    LOG.atDebug()
        .addKeyValue(LogKeys.REASON, record.reason())
        .addKeyValue(LogKeys.SUBJECT, record.subject())
        .addKeyValue(LogKeys.TOPIC, record.topic())
        .addKeyValue(LogKeys.PARTITION, record.partition())
        .addKeyValue(LogKeys.OFFSET, record.offset())
        .addKeyValue(LogKeys.DETAIL, record.detail())
        .addKeyValue(LogKeys.PROCESSOR, processor)
        .log("record went to quarantine");
  }

  @Override
  public void clustered(ClusterState state) {
    ClusterState before = newest.getAndSet(state);
    boolean anew = before == null || before.epoch() != state.epoch();
    boolean moved = anew || !before.assignments().equals(state.assignments());
    LoggingEventBuilder line = moved ? LOG.atInfo() : LOG.atDebug();
    line.addKeyValue(LogKeys.EPOCH, state.epoch())
        .addKeyValue(LogKeys.REVISION, state.revision())
        .addKeyValue(LogKeys.CLUSTERS, state.clusters().size())
        .addKeyValue(LogKeys.SLOTS, state.assignments().size())
        .addKeyValue(LogKeys.PARKED, state.parked().size())
        .log(anew ? "clustering published" : "members changed");
  }

  @Override
  public void restored(ClusterState state) {
    newest.set(state);
  }

  @Override
  public void clusterEvent(ClusterEvent event) {
    event.accept(new Described()).ifPresent(line -> line.log("cluster event"));
  }

  /** Describes decisions for ledgers; merge tasks' replies are too many to be logged one by one. */
  private static final class Described
      implements ClusterEvent.Visitor<Optional<LoggingEventBuilder>> {
    private static LoggingEventBuilder line(String kind) {
      return LOG.atDebug().addKeyValue(LogKeys.KIND, kind);
    }

    @Override
    public Optional<LoggingEventBuilder> members(ClusterEvent.MembersChanged members) {
      return Optional.of(
          line("members")
              .addKeyValue(LogKeys.CLUSTER_ID, members.cluster())
              .addKeyValue(LogKeys.EPOCH, members.epoch())
              .addKeyValue(LogKeys.REVISION, members.revision())
              .addKeyValue(LogKeys.MEMBERS, members.members().size()));
    }

    @Override
    public Optional<LoggingEventBuilder> policy(ClusterEvent.ClientPolicyChanged policy) {
      return Optional.of(
          line("policy")
              .addKeyValue(LogKeys.CLUSTER_ID, policy.cluster())
              .addKeyValue(LogKeys.CLIENTS, policy.clients())
              .addKeyValue(LogKeys.DECISION, policy.blocked() ? "blocked" : "not blocked")
              .addKeyValue(LogKeys.REASON, policy.why()));
    }

    @Override
    public Optional<LoggingEventBuilder> released(ClusterEvent.UpdateReleased released) {
      return Optional.empty();
    }

    @Override
    public Optional<LoggingEventBuilder> discarded(ClusterEvent.UpdateDiscarded discarded) {
      return Optional.empty();
    }

    @Override
    public Optional<LoggingEventBuilder> inspected(ChunkReply.ChunkInspected inspected) {
      return Optional.empty();
    }

    @Override
    public Optional<LoggingEventBuilder> measured(ChunkReply.ChunkMeasured measured) {
      return Optional.empty();
    }

    @Override
    public Optional<LoggingEventBuilder> merged(ChunkReply.ChunkMerged merged) {
      return Optional.empty();
    }
  }

  @Override
  public void published(AdapterManifest manifest) {
    LOG.atInfo()
        .addKeyValue(LogKeys.CLUSTER_ID, manifest.version().cluster())
        .addKeyValue(LogKeys.EPOCH, manifest.version().epoch())
        .addKeyValue(LogKeys.VERSION, manifest.version().version())
        .addKeyValue(LogKeys.UPDATES, manifest.contributions().size())
        .log("version published");
  }
}
