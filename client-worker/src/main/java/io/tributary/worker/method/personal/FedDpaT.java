package io.tributary.worker.method.personal;

import io.tributary.schemas.adapter.LoraAdapter;
import io.tributary.worker.method.LocalMethod;
import io.tributary.worker.method.LocalSteps;
import io.tributary.worker.method.Optimisers;
import io.tributary.worker.method.Round;
import io.tributary.worker.train.FrozenAdapters;
import io.tributary.worker.train.TrainingResult;
import java.util.Map;

/**
 * Two adapters side by side, each with the weight 1/2: a common one that is averaged, and one that
 * stays with the client (FedDPA-T, Yang et al. 2024; ALGORITHMS.md, "Two adapters"). Every round
 * trains first the common one beside the client's own as it was, then the client's own beside the
 * common one as it became. Twice the steps of the others.
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
  public Outcome round(Round round, LocalSteps localSteps) {
    LoraAdapter local = personal(round);
    TrainingResult common =
        localSteps.from(round.global(), FrozenAdapters.halves(local), Optimisers.adamW(round));
    TrainingResult own =
        localSteps.from(local, FrozenAdapters.halves(common.adapter()), Optimisers.adamW(round));
    return new Outcome(
        common.adapter(), PersonalAdapter.kept(round, own.adapter()), common.after(own), Map.of());
  }

  /** The client's own; it answers beside the common one. */
  @Override
  public LoraAdapter personal(Round next) {
    return PersonalAdapter.of(next);
  }
}
