package io.tributary.worker.method.personal;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalRound;
import io.tributary.worker.method.LocalSteps;
import io.tributary.worker.method.Optimisers;
import io.tributary.worker.train.FrozenAdapters;
import io.tributary.worker.train.TrainingResult;
import java.util.Map;

/**
 * Trains two adapters side by side, each with weight 1/2: a common one that is averaged, and a
 * personal one (FedDPA-T, Yang et al. 2024; ALGORITHMS.md, "Two adapters"). Every round trains
 * first the common one beside the personal one of the last round, then the personal one beside the
 * new common one. It takes twice the steps of other methods.
 *
 * <p>The released code averages the common adapter with equal weights; here the federation's merge
 * strategy decides.
 */
public record FedDpaT() implements LocalMethod {
  @Override
  public String name() {
    return "feddpa-t";
  }

  @Override
  public Outcome round(LocalRound round, LocalSteps localSteps) {
    LoraAdapter local = personal(round);
    TrainingResult common =
        localSteps.from(round.global(), FrozenAdapters.halves(local), Optimisers.adamW(round));
    TrainingResult own =
        localSteps.from(local, FrozenAdapters.halves(common.adapter()), Optimisers.adamW(round));
    return new Outcome(
        common.adapter(), PersonalAdapter.kept(round, own.adapter()), common.after(own), Map.of());
  }

  /** Returns the client's own adapter, which answers beside the common one. */
  @Override
  public LoraAdapter personal(LocalRound next) {
    return PersonalAdapter.of(next);
  }
}
