package io.tributary.router.catalog;

import java.util.Optional;
import java.util.SortedMap;

/** Fills a {@link Catalog} as long as it is open. */
public interface Feed extends AutoCloseable {
  /** Whether everything that was in the topics at the start has arrived. */
  boolean restored();

  /** Published versions that could not be used since the start, by every reason there is. */
  SortedMap<String, Long> skippedVersions();

  /** Why nothing will arrive any more, or empty if all is well. */
  Optional<Throwable> failure();

  /** Waits for a {@link #failure}: a Failure that its user can mend, or else a bug or an Error. */
  Throwable awaitFailure() throws InterruptedException;

  @Override
  void close();
}
