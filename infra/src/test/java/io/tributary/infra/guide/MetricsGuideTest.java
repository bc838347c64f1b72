package io.tributary.infra.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregation.manage.AggregatorMetrics;
import io.tributary.aggregation.topology.StreamsState;
import io.tributary.router.http.RouterMetrics;
import io.tributary.router.http.SnapshotView;
import io.tributary.schemas.adapter.AdapterFactor;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.follow.SkipReason;
import io.tributary.schemas.id.ClusterId;
import io.tributary.worker.manage.FollowerState;
import io.tributary.worker.manage.WorkerMetrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of OPERATING.md is exactly what the three programs publish. */
class MetricsGuideTest {
  private static final ClusterId C0 = new ClusterId(0);

  @Test
  void theTableListsWhatIsPublished() throws Exception {
    assertThat(documented("aggregator")).isEqualTo(published(aggregator()));
    assertThat(documented("router")).isEqualTo(published(router()));
    assertThat(documented("worker")).isEqualTo(published(worker()));
  }

  /** Type and labels by name. */
  private static SortedMap<String, String> documented(String program) throws Exception {
    var rows = new TreeMap<String, String>();
    for (String line : Files.readAllLines(Path.of("OPERATING.md"))) {
      if (line.startsWith("| `tributary_")) {
        String[] cells = line.split("\\|", -1);
        if (List.of(cells[5].strip().split(", ", -1)).contains(program)) {
          rows.put(
              cells[1].strip().replace("`", ""),
              cells[2].strip() + " {" + cells[3].strip().replace("`", "") + "}");
        }
      }
    }
    return rows;
  }

  private static SortedMap<String, String> published(String scrape) {
    var published = new TreeMap<String, String>();
    for (MetricFamilies.Family family : MetricFamilies.of(scrape).values()) {
      if (family.name().startsWith("tributary_")) {
        published.put(
            family.name(), family.type() + " {" + String.join(", ", family.labels()) + "}");
      }
    }
    return published;
  }

  private static String aggregator() {
    var metrics = new AggregatorMetrics("1.2");
    metrics.watch(() -> StreamsState.RUNNING);
    metrics.watchRestore(() -> 0);
    metrics.clustered(
        new ClusterState(
            1,
            1,
            "mini",
            List.of(new ClusterCentroid(C0, new float[] {1, 0}, 0)),
            new TreeMap<>(),
            Set.of(),
            Instant.EPOCH));
    metrics.published(
        new AdapterManifest(
            new AdapterVersion(C0, 1, 1, "ab".repeat(8)),
            "",
            "",
            List.of(),
            List.of(),
            Instant.EPOCH,
            List.of(new TensorAgreement("query", AdapterFactor.A, 9, 9, 0, 9, 1))));
    return metrics.scrape();
  }

  private static String router() {
    TreeMap<String, Long> skipped =
        Stream.of(SkipReason.values())
            .collect(
                Collectors.toMap(
                    SkipReason::wireName, reason -> 0L, (one, other) -> one, TreeMap::new));
    return RouterMetrics.of(new SnapshotView(Optional::empty, () -> skipped, Clock.systemUTC()))
        .scrape();
  }

  private static String worker() {
    var metrics = new WorkerMetrics("1.2");
    metrics.watch(() -> FollowerState.FOLLOWING);
    return metrics.scrape();
  }
}
