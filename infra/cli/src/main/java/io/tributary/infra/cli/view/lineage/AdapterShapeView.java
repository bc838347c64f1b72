package io.tributary.infra.cli.view.lineage;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.schemas.adapter.AdapterLayout;
import io.tributary.schemas.adapter.TargetModule;
import java.util.List;

/**
 * The shape of every adapter of a federation.
 *
 * @param rank of the LoRA factors
 * @param alpha numerator of the scale alpha / rank
 * @param values number of values of one adapter
 * @param bytes of its values
 * @param sites the adapted layers, in order: of each A (rank x inputs), then B (outputs x rank)
 */
@JsonNaming(SnakeCaseStrategy.class)
public record AdapterShapeView(int rank, float alpha, int values, long bytes, List<SiteRow> sites) {
  /** One adapted layer of the model and its dimensions. */
  public record SiteRow(String name, int inputs, int outputs) {
    static SiteRow of(TargetModule targetModule) {
      return new SiteRow(targetModule.name(), targetModule.inputs(), targetModule.outputs());
    }
  }

  public static AdapterShapeView of(AdapterLayout layout) {
    return new AdapterShapeView(
        layout.rank(),
        layout.alpha(),
        layout.parameters(),
        (long) Float.BYTES * layout.parameters(),
        layout.targetModules().stream().map(SiteRow::of).toList());
  }
}
