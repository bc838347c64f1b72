package io.tributary.router.http;

import java.util.Optional;
import java.util.SortedMap;

/** Answers the health probes; each answer is empty if all is well, or else the reason. */
public interface RouterHealth {
  /** Returns why the process must be restarted. */
  Optional<String> whyDead();

  /** Returns why no request should be sent to this router now. */
  Optional<String> whyNotReady();

  /**
   * Returns how many published versions could not be used, by reason; they are no reason to stop
   * sending requests.
   */
  SortedMap<String, Long> skippedVersions();
}
