package io.tributary.http.manage;

import java.util.Map;
import java.util.Optional;

/** A process, as its management port reports it; it is asked whenever a request comes. */
public interface ManagedProcess {
  /** Returns why the process must be restarted; empty if all is well. */
  Optional<String> whyDead();

  /** Returns why the process cannot do its work now; empty if it can. */
  Optional<String> whyNotReady();

  /** Returns what else the answer of {@code /healthz/ready} says, by field. */
  default Map<String, Object> readiness() {
    return Map.of();
  }

  /** Returns which program this is, of which federation. */
  ProcessIdentity identity();

  /** Returns the process's metrics. */
  ProcessMetrics metrics();
}
