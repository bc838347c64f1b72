package io.tributary.aggregation.topology;

import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.WindowSettings;
import java.util.List;

/** Small federations for tests. */
public final class Federations {
  /** 20 floats: one chunk. */
  public static final AdapterLayout SMALL = layout(2, 6, 4);

  /** 512,000 floats: three chunks, the last one shorter. */
  public static final AdapterLayout LARGE = layout(64, 4000, 4000);

  private Federations() {}

  public static AdapterLayout layout(int rank, int inputs, int outputs) {
    return new AdapterLayout(rank, 16, List.of(new TargetModule("layer.query", inputs, outputs)));
  }

  public static ClusteringSettings tasks(int clusters, int clients) {
    return new ClusteringSettings(ClusteringSettings.Mode.TASKS, clusters, clients, 1.5, 2, 11);
  }

  public static ClusteringSettings one(int clients) {
    return new ClusteringSettings(ClusteringSettings.Mode.ONE, 1, clients, 1.5, 1, 11);
  }

  public static FederationSpec spec(
      AdapterLayout layout, ClusteringSettings clustering, WindowSettings window) {
    return named("test", layout, clustering, window);
  }

  public static FederationSpec named(
      String name, AdapterLayout layout, ClusteringSettings clustering, WindowSettings window) {
    return new FederationSpec(name, "mini@00", 2, layout, 7, clustering, window);
  }

  /** Windows that are rounds, with bounds on norms. */
  public static WindowSettings rounds(double clipNorm, NormSettings norms) {
    WindowSettings rounds = WindowSettings.rounds();
    return new WindowSettings(
        rounds.close(),
        rounds.minUpdates(),
        rounds.span(),
        rounds.grace(),
        rounds.maxClockSkew(),
        rounds.maxStaleness(),
        rounds.staleness(),
        rounds.weighting(),
        clipNorm,
        norms);
  }

  public static FederationSpec rounds(ClusteringSettings clustering) {
    return spec(SMALL, clustering, WindowSettings.rounds());
  }
}
