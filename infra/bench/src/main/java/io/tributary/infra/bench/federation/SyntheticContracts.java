package io.tributary.infra.bench.federation;

import io.tributary.schemas.spec.ClusteringSettings;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.spec.NormSettings;
import io.tributary.schemas.spec.StalenessDiscount;
import io.tributary.schemas.spec.WindowSettings;
import java.time.Duration;

/** Makes contracts of federations whose base model does not exist. */
public final class SyntheticContracts {
  private SyntheticContracts() {}

  /**
   * Returns a federation that accepts updates of any staleness; a window closes by count, and
   * updates that arrive while its version is made join the next.
   *
   * @param adapterBytes of one adapter, about
   * @param clients each of which is a cluster
   * @param updates with which a window closes
   */
  public static FederationSpec rounds(String name, long adapterBytes, int clients, int updates) {
    return spec(name, adapterBytes, clients, WindowSettings.Close.COUNT, updates);
  }

  /** Returns a federation with one slot, every update of which makes a version. */
  public static FederationSpec everyUpdate(String name, long adapterBytes) {
    return everyUpdate(name, adapterBytes, 1);
  }

  /**
   * Returns a federation whose clients are clusters with one slot each, every update of which makes
   * a version.
   */
  public static FederationSpec everyUpdate(String name, long adapterBytes, int clients) {
    return spec(name, adapterBytes, clients, WindowSettings.Close.COUNT, 1);
  }

  /** Returns a federation with all slots in one cluster; a window closes with the last of them. */
  public static FederationSpec oneCluster(String name, long adapterBytes, int clients) {
    return spec(
        name,
        adapterBytes,
        new ClusteringSettings(ClusteringSettings.Mode.ONE, 1, clients, 1.5, 1, 7),
        WindowSettings.Close.COUNT,
        0);
  }

  private static FederationSpec spec(
      String name, long adapterBytes, int clients, WindowSettings.Close close, int updates) {
    var perClient =
        new ClusteringSettings(ClusteringSettings.Mode.PER_CLIENT, 0, clients, 1.5, 1, 7);
    return spec(name, adapterBytes, perClient, close, updates);
  }

  private static FederationSpec spec(
      String name,
      long adapterBytes,
      ClusteringSettings clustering,
      WindowSettings.Close close,
      int updates) {
    var window =
        new WindowSettings(
            close,
            updates,
            Duration.ofMillis(500),
            Duration.ZERO,
            Duration.ofMinutes(5),
            1_000_000,
            StalenessDiscount.none(),
            WindowSettings.Weighting.SAMPLES,
            0,
            NormSettings.none());
    return new FederationSpec(
        name, "synthetic@00", 2, SyntheticUpdates.layout(adapterBytes), 7, clustering, window);
  }
}
