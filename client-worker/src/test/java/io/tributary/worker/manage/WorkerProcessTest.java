package io.tributary.worker.manage;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.http.HttpPort;
import io.tributary.http.PortSettings;
import io.tributary.http.manage.ProcessIdentity;
import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.schemas.codec.Codecs;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.follow.FollowListener;
import io.tributary.schemas.follow.FollowSettings.Ledger;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.update.TaskEmbedding;
import io.tributary.schemas.update.WorkerReport;
import io.tributary.schemas.update.WorkerReport.Phase;
import io.tributary.worker.data.row.DataFeed;
import io.tributary.worker.exchange.FederationTransport;
import io.tributary.worker.exchange.StatusPublisher;
import io.tributary.worker.exchange.UpdateSink;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A worker seen through its management port, over a transport that a test plays. */
class WorkerProcessTest {
  private final FakeTransport behind = new FakeTransport();
  private final WorkerMetrics metrics = new WorkerMetrics("1.2");
  private final ObservedTransport transport = new ObservedTransport(behind, metrics);
  private final AtomicBoolean joined = new AtomicBoolean();
  private final HttpPort port =
      new WorkerProcess(
              new ProcessIdentity("tributary-worker", "1.2", "shop", "mini"),
              transport,
              metrics,
              joined::get)
          .open(
              new HttpPort.Address("127.0.0.1", 0, "--management-port", "--management-host"),
              PortSettings.DEFAULT);
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void close() {
    port.close();
  }

  @Test
  void itIsReadyOnceItHasJoinedAndReadItsTopics() throws Exception {
    assertThat(metrics.scrape()).contains("tributary_follower_state{state=\"starting\"} 1.0");
    assertThat(get("/healthz/startup").statusCode()).isEqualTo(200);
    assertThat(get("/healthz/live").statusCode()).isEqualTo(200);
    assertThat(get("/healthz/ready").statusCode()).isEqualTo(503);
    joined.set(true);
    assertThat(get("/healthz/ready").body()).contains("topics are still being read");
    transport.follow(new IgnoringListener(), Ledger.NEW, Set.of());
    assertThat(metrics.scrape()).contains("tributary_follower_state{state=\"restoring\"} 1.0");
    behind.caughtUp = true;
    assertThat(get("/healthz/ready").statusCode()).isEqualTo(200);
    assertThat(metrics.scrape()).contains("tributary_follower_state{state=\"following\"} 1.0");
    joined.set(false);
    assertThat(get("/healthz/ready").statusCode()).isEqualTo(503);
    assertThat(get("/healthz/live").statusCode()).isEqualTo(200);
  }

  @Test
  void aFollowerThatFailedIsNotLive() throws Exception {
    var heard = new IgnoringListener();
    transport.follow(heard, Ledger.NEW, Set.of());
    var cause = new IllegalStateException("no memory left");
    behind.listener.failed(cause);
    assertThat(heard.failures).containsExactly(cause);
    assertThat(get("/healthz/live").statusCode()).isEqualTo(503);
    assertThat(get("/healthz/live").body()).contains("no memory left");
    assertThat(get("/metrics").body()).contains("tributary_follower_state{state=\"failed\"} 1.0");
  }

  @Test
  void publishedRoundsAreMeasured() throws Exception {
    report(Phase.TRAINING, Map.of("version", 1.0));
    assertThat(metrics.scrape().lines())
        .contains("tributary_train_loss NaN", "tributary_train_step_seconds_count 0");
    report(Phase.PUBLISHED, Map.of("steps", 10.0, "seconds", 2.5, "loss", 0.75));
    report(Phase.PUBLISHED, Map.of("steps", 10.0, "seconds", 1.5, "loss", 0.5));
    assertThat(get("/metrics").body().lines())
        .contains(
            "tributary_train_loss 0.5",
            "tributary_train_step_seconds_count 20",
            "tributary_train_step_seconds_sum 4.0",
            "tributary_train_rounds_total 2.0");
    assertThat(get("/metrics").body()).doesNotContain("zoe");
    assertThat(behind.reports).hasSize(3);
    assertThat(get("/version").body()).contains("\"name\":\"tributary-worker\"");
  }

  private void report(Phase phase, Map<String, Double> values) {
    transport
        .announcer()
        .report(new WorkerReport(new ClientId("zoe"), phase, 0, values, Instant.EPOCH));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(port.url() + path)).build(), BodyHandlers.ofString());
  }

  private static final class IgnoringListener implements FollowListener {
    private final List<RuntimeException> failures = new ArrayList<>();

    @Override
    public void clusterState(ClusterState state) {}

    @Override
    public void version(AdapterManifest manifest, LoraAdapter adapter) {}

    @Override
    public void failed(RuntimeException cause) {
      failures.add(cause);
    }
  }

  private static final class FakeTransport implements FederationTransport {
    private final List<WorkerReport> reports = new ArrayList<>();
    private volatile boolean caughtUp;
    private FollowListener listener;

    @Override
    public String federation() {
      return "shop";
    }

    @Override
    public Codecs codecs() {
      throw new IllegalStateException("nothing is encoded here");
    }

    @Override
    public StatusPublisher announcer() {
      return new StatusPublisher() {
        @Override
        public void announce(TaskEmbedding embedding) {}

        @Override
        public void report(WorkerReport report) {
          reports.add(report);
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public UpdateSink sink(ClientId client) {
      throw new IllegalStateException("nothing is sent here");
    }

    @Override
    public void follow(FollowListener heard, Ledger ledger, Set<ClientId> starts) {
      listener = heard;
    }

    @Override
    public boolean caughtUp() {
      return caughtUp;
    }

    @Override
    public DataFeed rows(ClientId client) {
      return List::of;
    }

    @Override
    public void close() {}
  }
}
