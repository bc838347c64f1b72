package io.tributary.router.http;

import java.util.Optional;

/** What the probes ask; each answer is empty if all is well, or else the reason. */
public interface Health {
  /** Why the process must be restarted. */
  Optional<String> whyDead();

  /** Why no request should be sent here now. */
  Optional<String> whyNotReady();
}
