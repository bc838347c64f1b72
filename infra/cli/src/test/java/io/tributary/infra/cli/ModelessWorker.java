package io.tributary.infra.cli;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.federation.FederationDirectory;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.identity.ClientIdentity;
import io.tributary.schemas.settings.FederationConnection;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.RecordSigner;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.TrainingSummary;
import io.tributary.worker.exchange.KafkaExchange;
import io.tributary.worker.exchange.UpdateWriter;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A client's worker: the shipped way to the topics, without a model behind it. */
final class ModelessWorker implements AutoCloseable {
  private final FederationSpec spec;
  private final SlotId slot;
  private final KafkaExchange exchange;
  final HeardVersions downstream = new HeardVersions();
  private final RecordSigner signer;

  /**
   * Joins as a client, and reads the federation's contract as workers do.
   *
   * @param connection with the credentials of the client's worker
   */
  ModelessWorker(FederationConnection connection, ClientId client) {
    spec = FederationDirectory.read(connection);
    slot = new SlotId(client, 0);
    signer =
        new RecordSigner(
            Optional.of(ClientIdentity.generate(new SecureRandom())), spec.federation());
    exchange = new KafkaExchange(connection, spec, Optional.empty(), Set.of(client));
    exchange.follow(downstream, Ledger.ALL, Set.of(client));
  }

  void announce() {
    exchange
        .announcer()
        .announce(
            signer.sign(
                new TaskEmbedding(
                    slot, 1, spec.baseModel(), 120, new float[] {0, 1}, 0.1, Instant.now())));
  }

  /** An update relative to version 0 whose values are all the same. */
  void send(long sequence, float value) {
    float[] values = spec.initialAdapter().values().clone();
    float[] shared = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      shared[i] = values[i] + value;
    }
    var trained =
        new UpdateWriter.Trained(
            new UpdateId(slot, sequence),
            new AdapterVersion(new ClusterId(0), 0, 0, spec.initialAdapter().digest()),
            spec.initialAdapter(),
            new LoraAdapter(spec.layout(), shared),
            0,
            1,
            120,
            Instant.now(),
            new TrainingSummary(10, 1, 0.5, 1000, 2000));
    try (var sink = exchange.sink(slot.client())) {
      sink.send(trained.id(), new UpdateWriter(exchange.codecs(), signer).write(trained));
    }
  }

  @Override
  public void close() {
    exchange.close();
  }

  /** What came down to a client. */
  static final class HeardVersions implements FollowListener {
    private volatile boolean clusters;
    private volatile int version;

    boolean clusters() {
      return clusters;
    }

    int version() {
      return version;
    }

    @Override
    public void clusterState(ClusterState state) {
      clusters = true;
    }

    @Override
    public void version(AdapterManifest manifest, LoraAdapter adapter) {
      version = manifest.version().version();
    }

    @Override
    public void failed(RuntimeException cause) {
      throw cause;
    }
  }
}
