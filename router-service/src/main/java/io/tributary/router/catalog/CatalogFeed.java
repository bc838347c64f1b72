package io.tributary.router.catalog;

import java.util.Optional;
import java.util.SortedMap;

/** Fills a {@link Catalog} as long as it is open. */
public interface CatalogFeed extends AutoCloseable {
  /** Returns whether everything that was in the topics at the start has arrived. */
  boolean restored();

  /**
   * Returns how many published versions could not be used since the start, by every reason there
   * is.
   */
  SortedMap<String, Long> skippedVersions();

  /** Returns why the feed has ended, or empty if it runs. */
  Optional<Throwable> failure();

  /**
   * Waits for a {@link #failure} and returns it: a Failure that the user can fix, or else a bug or
   * an Error.
   */
  Throwable awaitFailure() throws InterruptedException;

  @Override
  void close();
}
