package io.tributary.aggregation.manage;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.ClusterCentroid;
import io.tributary.schemas.event.ClusterState;
import io.tributary.schemas.event.TensorAgreement;
import io.tributary.schemas.geometry.VectorGeometry;
import io.tributary.schemas.id.ClusterId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of clusters. The label {@code cluster} has as many values as the clustering has
 * clusters, which the contract bounds; a cluster that somebody made up has none.
 */
final class ClusterMetrics {
  private final MeterRegistry registry;
  private final MultiGauge drift;
  private final Map<ClusterId, AtomicReference<List<TensorAgreement>>> agreement =
      new ConcurrentHashMap<>();
  private volatile ClusterState newest;

  ClusterMetrics(MeterRegistry registry) {
    this.registry = registry;
    Gauge.builder("tributary.cluster.count", () -> clusterCount())
        .description("clusters of the newest clustering, where this process does the clustering")
        .register(registry);
    Gauge.builder("tributary.cluster.epoch", () -> clusterEpoch())
        .description("epoch of the newest clustering, where this process does the clustering")
        .register(registry);
    drift =
        MultiGauge.builder("tributary.cluster.drift")
            .description("distance between a cluster's centroids of the newest two clusterings")
            .register(registry);
  }

  /** This is the newest clustering. */
  synchronized void clustered(ClusterState state) {
    if (newest == null || newest.epoch() != state.epoch()) {
      Map<ClusterId, float[]> before = centroids(newest);
      var rows = new ArrayList<MultiGauge.Row<?>>();
      for (ClusterCentroid cluster : state.clusters()) {
        float[] was = before.getOrDefault(cluster.id(), cluster.centroid());
        double moved = VectorGeometry.distance(was, cluster.centroid());
        rows.add(MultiGauge.Row.of(Tags.of("cluster", cluster.id().toString()), () -> moved));
      }
      drift.register(rows, true);
    }
    newest = state;
  }

  private static Map<ClusterId, float[]> centroids(ClusterState state) {
    var centroids = new HashMap<ClusterId, float[]>();
    if (state != null) {
      state.clusters().forEach(cluster -> centroids.put(cluster.id(), cluster.centroid()));
    }
    return centroids;
  }

  /** A cluster has a new version. */
  void published(AdapterManifest manifest) {
    if (!manifest.agreement().isEmpty()) {
      agreement
          .computeIfAbsent(manifest.version().cluster(), this::agreementOf)
          .set(manifest.agreement());
    }
  }

  private AtomicReference<List<TensorAgreement>> agreementOf(ClusterId cluster) {
    var newestAgreement = new AtomicReference<List<TensorAgreement>>(List.of());
    Gauge.builder(
            "tributary.agreement.mean.factor",
            () -> overall(newestAgreement.get(), TensorAgreement::factorSum))
        .description("mean factor of agreement among the newest version's contributors")
        .tag("cluster", cluster.toString())
        .register(registry);
    Gauge.builder(
            "tributary.agreement.conflict.rate",
            () -> overall(newestAgreement.get(), TensorAgreement::conflicts))
        .description("share of the newest version's coordinates that are within a standard error")
        .tag("cluster", cluster.toString())
        .register(registry);
    return newestAgreement;
  }

  /** The mean over all counted coordinates; NaN if there are none. */
  private static double overall(
      List<TensorAgreement> tensors, ToDoubleFunction<TensorAgreement> sum) {
    return tensors.stream().mapToDouble(sum).sum()
        / tensors.stream().mapToLong(TensorAgreement::coordinates).sum();
  }

  /** NaN, which Prometheus reads as no value, while none is known. */
  private double clusterCount() {
    ClusterState state = newest;
    return state == null ? Double.NaN : state.clusters().size();
  }

  private double clusterEpoch() {
    ClusterState state = newest;
    return state == null ? Double.NaN : state.epoch();
  }
}
