package io.tributary.router.http;

import io.tributary.http.HttpProblem;
import io.tributary.router.catalog.CatalogSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * The newest snapshot in the form that the endpoints need.
 *
 * @param newest empty until the first cluster state
 * @param skippedVersions published versions that could not be used, by every reason there is
 * @param clock measures the snapshot's age
 */
public record SnapshotView(
    Supplier<Optional<CatalogSnapshot>> newest,
    Supplier<SortedMap<String, Long>> skippedVersions,
    Clock clock) {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  /** Returns the snapshot; throws a {@link HttpProblem} with status 503 while there is none. */
  CatalogSnapshot required() {
    return newest
        .get()
        .orElseThrow(
            () ->
                HttpProblem.later(
                    "no-clusters-yet",
                    "the router must know a clustering before it can route, and none has been"
                        + " published yet",
                    RETRY_AFTER));
  }

  /**
   * Returns the snapshot; throws a {@link HttpProblem} with status 503 while its epoch is older
   * than the caller accepts.
   */
  CatalogSnapshot required(int minEpoch) {
    CatalogSnapshot snapshot = required();
    int epoch = snapshot.table().state().epoch();
    if (epoch < minEpoch) {
      throw HttpProblem.later(
          "epoch-not-reached",
          "min_epoch must be at most the router's epoch " + epoch + " by now, was " + minEpoch,
          RETRY_AFTER);
    }
    return snapshot;
  }

  /** Returns the time since the newest record in the snapshot was applied. */
  Duration age(CatalogSnapshot snapshot) {
    return Duration.between(snapshot.appliedAt(), clock.instant());
  }

  /** Returns the headers of every answer that was made from the snapshot. */
  Map<String, String> headers(CatalogSnapshot snapshot) {
    var headers = new LinkedHashMap<String, String>();
    headers.put("x-tributary-epoch", Integer.toString(snapshot.table().state().epoch()));
    headers.put("x-tributary-state-age-ms", Long.toString(age(snapshot).toMillis()));
    return headers;
  }
}
