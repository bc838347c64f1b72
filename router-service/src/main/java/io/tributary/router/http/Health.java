package io.tributary.router.http;

import java.util.Optional;
import java.util.SortedMap;

/** Answers the probes; each answer is empty if all is well, or else the reason. */
public interface Health {
  /** Why the process must be restarted. */
  Optional<String> whyDead();

  /** Why no request should be sent here now. */
  Optional<String> whyNotReady();

  /** Published versions that could not be used, by reason: no reason to send no requests. */
  SortedMap<String, Long> skippedVersions();
}
