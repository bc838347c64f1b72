package io.tributary.aggregation.merge.module;

import io.tributary.aggregation.merge.strategy.LoraFactors;
import io.tributary.aggregation.merge.strategy.MergeContribution;
import io.tributary.aggregation.merge.strategy.ModuleStrategy;
import io.tributary.aggregation.merge.strategy.ModuleStrategy.Contribution;
import io.tributary.schemas.adapter.AdapterLayout;
import java.util.List;

/**
 * Merges whole adapters, one target module after the other.
 *
 * @param layout of every adapter, whatever rank a client trained of it
 * @param strategy for each module
 */
public record AdapterMerge(AdapterLayout layout, ModuleStrategy strategy) {
  /**
   * One client's whole adapter in a window.
   *
   * @param origin flat values of the version that it was trained from
   * @param update flat values of the payload, u, not yet clipped
   */
  public record Trained(MergeContribution part, float[] origin, float[] update) {}

  /**
   * Returns the next version's flat values.
   *
   * @param clients in any order
   * @param current the newest version's flat values
   */
  public float[] merge(List<Trained> clients, float[] current) {
    float[] next = new float[layout.parameters()];
    for (int module = 0; module < layout.targetModules().size(); module++) {
      int at = module;
      List<Contribution> contributions =
          clients.stream().map(client -> contribution(client, at)).toList();
      strategy
          .merge(contributions, LoraFactors.of(layout, module, current))
          .writeInto(layout, module, next);
    }
    return next;
  }

  private Contribution contribution(Trained client, int module) {
    MergeContribution part = client.part();
    return new Contribution(
        part,
        LoraFactors.first(layout, module, client.origin(), part.rank()),
        LoraFactors.trained(
            layout, module, client.origin(), client.update(), part.clip(), part.rank()));
  }

  /**
   * Returns ||B A||_F over all target modules of a client's trained factors, HetLoRA's weight: the
   * square root of the modules' squared norms.
   */
  public static double productNorm(
      AdapterLayout layout, float[] origin, float[] update, double clip, int rank) {
    double squares = 0;
    for (int module = 0; module < layout.targetModules().size(); module++) {
      squares +=
          LoraFactors.trained(layout, module, origin, update, clip, rank).squaredProductNorm();
    }
    return Math.sqrt(squares);
  }
}
