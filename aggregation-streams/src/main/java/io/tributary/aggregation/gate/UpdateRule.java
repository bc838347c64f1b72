package io.tributary.aggregation.gate;

import java.util.Optional;

/** One condition on an update. */
interface UpdateRule {
  /** Returns why the candidate breaks the rule; empty if it does not. */
  Optional<Rejection> check(CandidateUpdate candidate);

  /** Returns a rule that applies to all but released updates. */
  static UpdateRule overridable(UpdateRule rule) {
    return candidate -> candidate.released() ? Optional.empty() : rule.check(candidate);
  }
}
