package io.tributary.worker.manage;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.follow.PersonalInits;
import io.tributary.schemas.follow.SkipReason;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.WorkerReport;
import io.tributary.worker.data.row.DataFeed;
import io.tributary.worker.exchange.FederationTransport;
import io.tributary.worker.exchange.StatusPublisher;
import io.tributary.worker.exchange.UpdateSink;
import java.util.Optional;
import java.util.Set;

/** A transport that counts what passes, and knows how far the topics are read. */
public final class ObservedTransport implements FederationTransport {
  private final FederationTransport transport;
  private final WorkerMetrics metrics;
  private volatile boolean followed;
  private volatile RuntimeException failure;

  /**
   * Observes a transport, which is closed with this one.
   *
   * @param metrics that count what passes
   */
  public ObservedTransport(FederationTransport transport, WorkerMetrics metrics) {
    this.transport = transport;
    this.metrics = metrics;
  }

  /** Returns how far the topics are read. */
  public FollowerState state() {
    if (failure != null) {
      return FollowerState.FAILED;
    }
    if (!followed) {
      return FollowerState.STARTING;
    }
    return transport.caughtUp() ? FollowerState.FOLLOWING : FollowerState.RESTORING;
  }

  /** Returns why nothing is read any more; empty if all is well. */
  public Optional<RuntimeException> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public String federation() {
    return transport.federation();
  }

  @Override
  public Codecs codecs() {
    return transport.codecs();
  }

  @Override
  public StatusPublisher announcer() {
    return new ObservedStatus(transport.announcer(), metrics);
  }

  @Override
  public UpdateSink sink(ClientId client) {
    return transport.sink(client);
  }

  @Override
  public void follow(FollowListener listener, Ledger ledger, Set<ClientId> starts) {
    transport.follow(new ObservedListener(listener), ledger, starts);
    followed = true;
  }

  @Override
  public boolean caughtUp() {
    return transport.caughtUp();
  }

  @Override
  public DataFeed rows(ClientId client) {
    return transport.rows(client);
  }

  @Override
  public void close() {
    transport.close();
  }

  private record ObservedStatus(StatusPublisher publisher, WorkerMetrics metrics)
      implements StatusPublisher {
    @Override
    public void announce(TaskEmbedding embedding) {
      publisher.announce(embedding);
    }

    @Override
    public void report(WorkerReport report) {
      metrics.reported(report);
      publisher.report(report);
    }

    @Override
    public void close() {
      publisher.close();
    }
  }

  private final class ObservedListener implements FollowListener {
    private final FollowListener listener;

    ObservedListener(FollowListener listener) {
      this.listener = listener;
    }

    @Override
    public void clusterState(ClusterState state) {
      listener.clusterState(state);
    }

    @Override
    public void version(AdapterManifest manifest, LoraAdapter adapter) {
      metrics.received();
      listener.version(manifest, adapter);
    }

    @Override
    public void decision(LedgerEntry entry) {
      listener.decision(entry);
    }

    @Override
    public void personal(PersonalInits.Start start) {
      listener.personal(start);
    }

    @Override
    public void skipped(SkipReason reason) {
      listener.skipped(reason);
    }

    @Override
    public void failed(RuntimeException cause) {
      failure = cause;
      listener.failed(cause);
    }
  }
}
