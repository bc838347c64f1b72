package io.tributary.aggregation.gate;

import java.util.Optional;

/** One thing that an update must be. */
interface Rule {
  /** Why the candidate breaks the rule; empty if it keeps it. */
  Optional<Rejection> check(Candidate candidate);

  /** The same rule for all but released updates. */
  static Rule overridable(Rule rule) {
    return candidate -> candidate.released() ? Optional.empty() : rule.check(candidate);
  }
}
