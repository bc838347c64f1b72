package io.tributary.worker.method.shared;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.method.ClipTarget;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.LocalSteps;
import io.tributary.worker.method.Optimisers;
import io.tributary.worker.optimise.Optimiser;
import io.tributary.worker.optimise.SettingChecks;
import io.tributary.worker.state.SlotMemory;
import io.tributary.worker.train.TrainingResult;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Lets each slot find the rank that its rows need (HetLoRA, Cho et al. 2024, section 4: rank
 * self-pruning). A round starts from the first r components of the cluster's adapter and minimises
 * {@code F_i + lambda R}, where the penalty {@code R = sum over target modules of ||B[:, k:r]||_F
 * ||A[k:r, :]||_F} falls on the last components, {@code k = max(1, min(ceil(gamma r), r - 1))}. If
 * R is smaller after the round than before it, the rows do not need these components: the slot
 * sends the first k, and trains k from then on. Ranks never grow.
 *
 * <p>Two choices are this project's own: one rank for all target modules, decided by the sum of
 * their tails; and that at least one component is in the tail, because a ceiling alone would never
 * prune a small rank. The paper prunes whole clients; here each slot of a client, which is a task
 * of its own, has its rank. The rank is on disk with the rest of the slot's memory, and is kept
 * when the slot moves to another cluster.
 *
 * <p>Use it with the merge strategy {@code hetlora-adapters}.
 *
 * @param gamma decay factor of a rank that is pruned, in (0, 1)
 * @param lambda weight of the penalty, >= 0
 * @param clipOf which gradient is clipped
 */
public record HetLora(float gamma, float lambda, ClipTarget clipOf) implements LocalMethod {
  private static final String RANK = "hetlora.rank";

  /** The name of a slot's rank among the metrics of a round. */
  public static final String RANK_FIGURE = "rank";

  public HetLora {
    if (!(gamma > 0 && gamma < 1)) {
      throw new IllegalArgumentException("--prune-gamma must be in (0, 1), was " + gamma);
    }
    SettingChecks.atLeastZero("--prune-lambda", lambda);
  }

  @Override
  public String name() {
    return "hetlora";
  }

  @Override
  public Outcome round(LocalRound round, LocalSteps localSteps) {
    int rank = round.rank();
    LoraAdapter start = round.global();
    int pruned = pruned(rank);
    var tail = new RankTail(start.layout(), pruned, rank);
    Optimiser steps = Optimisers.penalised(round, clipOf, next -> tail.penalty(lambda, next));
    TrainingResult result = localSteps.from(start, steps);
    boolean prunes =
        pruned < rank && tail.norm(result.adapter().values()) < tail.norm(start.values());
    int next = prunes ? pruned : rank;
    LoraAdapter shared = prunes ? result.adapter().truncated(pruned) : result.adapter();
    return new Outcome(
        shared,
        SlotMemory.in(round.cluster()).with(RANK, next),
        result,
        Map.of(RANK_FIGURE, (double) next));
  }

  private int pruned(int rank) {
    return Math.max(1, Math.min((int) Math.ceil(gamma * rank), rank - 1));
  }

  @Override
  public OptionalInt rank(OptionalInt most, SlotMemory memory) {
    return memory
        .number(RANK)
        .map(kept -> OptionalInt.of(Math.min(most.orElse(kept.intValue()), kept.intValue())))
        .orElse(most);
  }
}
