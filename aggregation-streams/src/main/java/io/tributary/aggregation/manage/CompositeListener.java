package io.tributary.aggregation.manage;

import io.tributary.aggregation.topology.processor.TopologyListener;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ChunkCommand;
import io.tributary.schemas.event.ClusterEvent;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.id.ClusterId;
import java.util.List;

/**
 * Several listeners as one: each hears every fact, in their order.
 *
 * @param all the listeners
 */
public record CompositeListener(List<TopologyListener> all) implements TopologyListener {
  public CompositeListener {
    all = List.copyOf(all);
  }

  @Override
  public void decided(LedgerEntry entry) {
    all.forEach(each -> each.decided(entry));
  }

  @Override
  public void accepted(LedgerEntry entry, long payloadBytes) {
    all.forEach(each -> each.accepted(entry, payloadBytes));
  }

  @Override
  public void setAside(String processor, QuarantineRecord record) {
    all.forEach(each -> each.setAside(processor, record));
  }

  @Override
  public void clustered(ClusterState state) {
    all.forEach(each -> each.clustered(state));
  }

  @Override
  public void restored(ClusterState state) {
    all.forEach(each -> each.restored(state));
  }

  @Override
  public void clusterEvent(ClusterEvent event) {
    all.forEach(each -> each.clusterEvent(event));
  }

  @Override
  public void ordered(ChunkCommand order) {
    all.forEach(each -> each.ordered(order));
  }

  @Override
  public void published(AdapterManifest manifest) {
    all.forEach(each -> each.published(manifest));
  }

  @Override
  public void incomplete(ClusterId cluster, int updates) {
    all.forEach(each -> each.incomplete(cluster, updates));
  }
}
