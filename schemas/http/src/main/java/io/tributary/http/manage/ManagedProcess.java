package io.tributary.http.manage;

import java.util.Map;
import java.util.Optional;

/** What a management port reports about its process, asked whenever a request comes. */
public interface ManagedProcess {
  /** Why the process must be restarted; empty if all is well. */
  Optional<String> whyDead();

  /** Why the process cannot do its work now; empty if it can. */
  Optional<String> whyNotReady();

  /** What else the answer of {@code /healthz/ready} says, by field. */
  default Map<String, Object> readiness() {
    return Map.of();
  }

  /** Which program this is, of which federation. */
  ProcessIdentity identity();

  /** Its metrics. */
  ProcessMetrics metrics();
}
