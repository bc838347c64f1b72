package io.tributary.aggregation.merge.catalogue;

import io.tributary.aggregation.merge.linear.FedAsync;
import io.tributary.aggregation.merge.linear.FedBuff;
import io.tributary.aggregation.merge.linear.FedSaLora;
import io.tributary.aggregation.merge.linear.FfaLora;
import io.tributary.aggregation.merge.linear.HetLora;
import io.tributary.aggregation.merge.linear.PaddedAdapterMean;
import io.tributary.aggregation.merge.linear.RankMaskedMean;
import io.tributary.aggregation.merge.linear.WeightedMean;
import io.tributary.aggregation.merge.linear.ZeroPaddedMean;
import io.tributary.aggregation.merge.module.FlexLora;
import io.tributary.aggregation.merge.module.Flora;
import io.tributary.aggregation.merge.robust.CoordinateMedian;
import io.tributary.aggregation.merge.robust.FilteredMean;
import io.tributary.aggregation.merge.robust.Krum;
import io.tributary.aggregation.merge.robust.TrimmedMean;
import io.tributary.aggregation.merge.robust.WeightedMedian;
import io.tributary.aggregation.merge.strategy.MergeStrategy;
import io.tributary.schemas.spec.MergeSettings;
import java.util.List;

/** Makes every merge strategy; {@code STRATEGIES.md} beside the module's pom is their table. */
public final class MergeStrategies {
  private MergeStrategies() {}

  /** Returns all strategies, made with these settings. */
  public static List<MergeStrategy> all(MergeSettings settings) {
    int f = settings.byzantine();
    int buffered = settings.maxBufferedUpdates();
    return List.of(
        new WeightedMean(),
        new RankMaskedMean(),
        new ZeroPaddedMean(),
        new HetLora(),
        new PaddedAdapterMean(new ZeroPaddedMean("zero-padded-adapters")),
        new PaddedAdapterMean(new HetLora("hetlora-adapters")),
        new FfaLora(),
        new FedSaLora(),
        new FedBuff(),
        new FedAsync(settings.mixing()),
        new CoordinateMedian(buffered),
        new WeightedMedian(buffered),
        new TrimmedMean(f, buffered),
        new FilteredMean(buffered),
        Krum.one(f, buffered),
        Krum.multi(f, settings.kept(), buffered),
        new Flora(buffered),
        new FlexLora(buffered));
  }

  /**
   * Returns the strategy of the settings' name; throws an error that names the nearest if there is
   * none.
   */
  public static MergeStrategy named(MergeSettings settings) {
    List<MergeStrategy> all = all(settings);
    return all.stream()
        .filter(strategy -> strategy.name().equals(settings.strategy()))
        .findFirst()
        .orElseThrow(
            () ->
                NamedConstants.unknown(
                    "merge.strategy",
                    settings.strategy(),
                    all.stream().map(MergeStrategy::name).toList()));
  }
}
