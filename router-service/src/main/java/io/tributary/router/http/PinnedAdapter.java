package io.tributary.router.http;

import io.tributary.http.HttpProblem;
import io.tributary.router.catalog.CatalogSnapshot;
import io.tributary.router.catalog.ServableAdapter;
import io.tributary.schemas.adapter.AdapterVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds the version that a caller named, or lists the ones that could be named instead. */
final class PinnedAdapter {
  /** The largest number of names that one problem lists; they are the newest. */
  private static final int MOST_NAMES = 50;

  private PinnedAdapter() {}

  /**
   * Returns the version of that name; throws a {@link HttpProblem}: 410 if its cluster has only
   * newer versions, 404 if the name is unknown.
   */
  static ServableAdapter named(CatalogSnapshot snapshot, String name, String pointer) {
    return snapshot.named(name).orElseThrow(() -> missing(snapshot, name, pointer));
  }

  private static HttpProblem missing(CatalogSnapshot snapshot, String name, String pointer) {
    Optional<AdapterVersion> asked = parse(name);
    List<AdapterVersion> kept =
        asked.map(version -> snapshot.newestFirst(version.cluster())).orElse(List.of());
    List<String> pinnable = kept.stream().limit(MOST_NAMES).map(AdapterVersion::name).toList();
    OptionalInt oldest = kept.stream().mapToInt(AdapterVersion::version).filter(v -> v > 0).min();
    if (oldest.isPresent() && asked.orElseThrow().version() < oldest.getAsInt()) {
      return HttpProblem.gone(
          pointer,
          "adapter-not-kept",
          pointer
              + " must be a version that this router keeps, of "
              + asked.orElseThrow().cluster()
              + " from version "
              + oldest.getAsInt()
              + " on, was "
              + name,
          "Pin one that is pinnable. To keep more, raise --kept-versions of router run and"
              + " --retained-versions of aggregator run.",
          pinnable);
    }
    return HttpProblem.unknown(
        pointer,
        "unknown-adapter",
        pointer + " must be auto, base or a version that this router keeps, was " + name,
        "See GET /v1/adapters for the names.",
        pinnable);
  }

  private static Optional<AdapterVersion> parse(String name) {
    try {
      return Optional.of(AdapterVersion.parse(name));
    } catch (IllegalArgumentException noVersion) {
      return Optional.empty();
    }
  }
}
