package io.tributary.infra.experiment.engine;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.follow.PersonalInits;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.WorkerReport;
import io.tributary.worker.data.row.DataFeed;
import io.tributary.worker.exchange.FederationTransport;
import io.tributary.worker.exchange.StatusPublisher;
import io.tributary.worker.exchange.UpdateSink;
import java.util.Set;

/**
 * A transport that records everything; received records are reported to the clients first.
 *
 * @param exchange closed with this one
 * @param record receives everything
 */
record RecordingTransport(FederationTransport exchange, FederationRecord record)
    implements FederationTransport {
  @Override
  public String federation() {
    return exchange.federation();
  }

  @Override
  public Codecs codecs() {
    return exchange.codecs();
  }

  @Override
  public StatusPublisher announcer() {
    StatusPublisher statusPublisher = exchange.announcer();
    return new StatusPublisher() {
      @Override
      public void announce(TaskEmbedding embedding) {
        record.announced(embedding);
        statusPublisher.announce(embedding);
      }

      @Override
      public void report(WorkerReport report) {
        record.reported(report);
        statusPublisher.report(report);
      }

      @Override
      public void close() {
        statusPublisher.close();
      }
    };
  }

  @Override
  public UpdateSink sink(ClientId client) {
    return exchange.sink(client);
  }

  @Override
  public void follow(FollowListener listener, Ledger ledger, Set<ClientId> starts) {
    exchange.follow(
        new FollowListener() {
          @Override
          public void clusterState(ClusterState state) {
            listener.clusterState(state);
            record.clusterState(state);
          }

          @Override
          public void version(AdapterManifest manifest, LoraAdapter adapter) {
            listener.version(manifest, adapter);
            record.version(manifest, adapter);
          }

          @Override
          public void decision(LedgerEntry entry) {
            listener.decision(entry);
            record.decision(entry);
          }

          @Override
          public void personal(PersonalInits.Start start) {
            listener.personal(start);
          }

          @Override
          public void failed(RuntimeException cause) {
            listener.failed(cause);
            record.failed(cause);
          }
        },
        Ledger.ALL,
        starts);
  }

  @Override
  public boolean caughtUp() {
    return exchange.caughtUp();
  }

  @Override
  public DataFeed rows(ClientId client) {
    return exchange.rows(client);
  }

  @Override
  public void close() {
    exchange.close();
  }
}
