package io.tributary.infra.history;

import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.settings.NearestWord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Collects the published versions whose manifests are still in the log. */
public final class AdapterVersions {
  private final NavigableMap<ClusterId, NavigableMap<Integer, PositionedRecord<AdapterManifest>>>
      byCluster = new TreeMap<>();

  /** Adds one manifest. */
  public void accept(PositionedRecord<AdapterManifest> manifest) {
    AdapterVersion version = manifest.value().version();
    byCluster
        .computeIfAbsent(version.cluster(), cluster -> new TreeMap<>())
        .put(version.version(), manifest);
  }

  /** Returns the versions of a cluster, by their number. */
  public NavigableMap<Integer, PositionedRecord<AdapterManifest>> of(ClusterId cluster) {
    return Collections.unmodifiableNavigableMap(byCluster.getOrDefault(cluster, new TreeMap<>()));
  }

  /** Returns every version, cluster by cluster. */
  public List<PositionedRecord<AdapterManifest>> all() {
    return byCluster.values().stream().flatMap(versions -> versions.values().stream()).toList();
  }

  /** Returns the newest version of a cluster. */
  public Optional<PositionedRecord<AdapterManifest>> newest(ClusterId cluster) {
    return Optional.ofNullable(of(cluster).lastEntry()).map(Map.Entry::getValue);
  }

  /** Returns whether a cluster has published a version, even if its manifest is gone. */
  public boolean hasReached(ClusterId cluster, int version) {
    return newest(cluster).map(found -> found.value().version().version() >= version).orElse(false);
  }

  /** Returns the version that a reference names. */
  public Optional<PositionedRecord<AdapterManifest>> find(AdapterReference word) {
    Optional<PositionedRecord<AdapterManifest>> found =
        word.version().isPresent()
            ? Optional.ofNullable(of(word.cluster()).get(word.version().getAsInt()))
            : newest(word.cluster());
    return found.filter(manifest -> word.means(manifest.value().version()));
  }

  /**
   * Returns the versions before one, the nearest first, for as long as their manifests are there.
   *
   * @param depth largest number of versions
   */
  public List<PositionedRecord<AdapterManifest>> before(AdapterVersion version, int depth) {
    var chain = new ArrayList<PositionedRecord<AdapterManifest>>();
    NavigableMap<Integer, PositionedRecord<AdapterManifest>> versions = of(version.cluster());
    for (int number = version.version() - 1; chain.size() < depth; number--) {
      PositionedRecord<AdapterManifest> manifest = versions.get(number);
      if (manifest == null) {
        break;
      }
      chain.add(manifest);
    }
    return List.copyOf(chain);
  }

  /** Returns the existing reference that is nearest to one that names no version. */
  public Optional<String> nearest(AdapterReference word) {
    return Optional.of(word)
        .filter(given -> given.version().isPresent())
        .map(given -> of(given.cluster()).get(given.version().getAsInt()))
        .map(manifest -> manifest.value().version().name())
        .or(() -> NearestWord.to(word.text(), words()));
  }

  /** Returns every reference that names a version. */
  SortedSet<String> words() {
    var words = new TreeSet<String>();
    for (PositionedRecord<AdapterManifest> manifest : all()) {
      AdapterVersion version = manifest.value().version();
      words.add(version.cluster().toString());
      words.add(version.cluster() + "@" + version.version());
      words.add(version.name());
    }
    return words;
  }
}
