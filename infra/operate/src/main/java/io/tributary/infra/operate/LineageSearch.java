package io.tributary.infra.operate;

import io.tributary.infra.history.AdapterReference;
import io.tributary.infra.history.AdapterVersions;
import io.tributary.infra.history.PositionedRecord;
import io.tributary.infra.history.UnknownNameFailures;
import io.tributary.infra.history.UpdateTrace;
import io.tributary.infra.history.lineage.Lineage;
import io.tributary.infra.history.lineage.WindowScan;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.event.AdapterManifest;
import io.tributary.schemas.event.Contribution;
import io.tributary.schemas.event.LedgerEntry;
import io.tributary.schemas.event.QuarantineRecord;
import io.tributary.schemas.id.RecordPosition;
import io.tributary.schemas.id.UpdateId;
import io.tributary.schemas.update.UpdateManifest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Follows versions back to their updates, and updates to their version.
 *
 * @param reader of the federation
 */
public record LineageSearch(FederationReader reader) {
  /** The largest number of copies, decisions and names that are kept of one update. */
  private static final int MOST = 200;

  /**
   * Collects the first records about an update, because a client may send one any number of times.
   */
  private record Firsts<T>(FederationReader reader, List<PositionedRecord<T>> all) {
    Firsts(FederationReader reader) {
      this(reader, new ArrayList<>());
    }

    void accept(PositionedRecord<T> record) {
      if (all.size() < MOST) {
        all.add(record);
      } else {
        reader.surplus(record, "more records of one update than are shown");
      }
    }
  }

  /**
   * Returns the lineage of a version.
   *
   * @param depth largest number of earlier versions
   * @throws io.tributary.schemas.settings.Failure ADAPTER_UNKNOWN if the log has no such version
   */
  public Lineage of(AdapterReference word, int depth) {
    AdapterVersions versions = reader.adapters();
    PositionedRecord<AdapterManifest> adapter =
        versions.find(word).orElseThrow(() -> UnknownNameFailures.adapter(word, versions));
    AdapterVersion version = adapter.value().version();
    var window = new WindowScan(version.cluster(), version.version());
    reader.decisions(
        decision -> {
          if (!window.accept(decision)) {
            reader.surplus(decision, "more was set aside beside the window than is shown");
          }
        });
    var wanted = new HashSet<UpdateId>();
    adapter.value().contributions().stream().map(Contribution::update).forEach(wanted::add);
    Map<UpdateId, PositionedRecord<UpdateManifest>> manifests = manifests(wanted);
    try (LogCursor cursor = reader.cursor()) {
      ChunkFinder chunks = reader.chunks(cursor);
      return Lineage.of(
          adapter,
          chunks.of(adapter),
          window,
          manifests,
          chunks.near(manifests.values()),
          versions.before(version, depth));
    }
  }

  /**
   * Returns the history of an update.
   *
   * @throws io.tributary.schemas.settings.Failure UPDATE_UNKNOWN if no topic has a record of it
   */
  public UpdateTrace of(UpdateId update) {
    var known = new TreeSet<String>();
    var manifests = new Firsts<UpdateManifest>(reader);
    reader.updates(
        manifest -> {
          if (manifest.value().id().equals(update)) {
            manifests.accept(manifest);
          } else if (manifest.value().id().slot().equals(update.slot()) && known.size() < MOST) {
            known.add(manifest.value().id().toString());
          }
        });
    var quarantine = new Firsts<QuarantineRecord>(reader);
    reader.quarantine(
        record -> {
          if (record.value().subject().equals(update.toString())) {
            quarantine.accept(record.with(record.value().withoutBytes()));
          }
        });
    var decisions = new Firsts<LedgerEntry>(reader);
    reader.decisions(
        decision -> {
          if (decision.value().update().equals(update)) {
            decisions.accept(decision);
          }
        });
    return trace(update, manifests.all(), quarantine.all(), decisions.all(), known);
  }

  private UpdateTrace trace(
      UpdateId update,
      List<PositionedRecord<UpdateManifest>> manifests,
      List<PositionedRecord<QuarantineRecord>> quarantine,
      List<PositionedRecord<LedgerEntry>> decisions,
      Set<String> known) {
    if (manifests.isEmpty() && quarantine.isEmpty() && decisions.isEmpty()) {
      throw UnknownNameFailures.update(update.toString(), known);
    }
    Optional<LedgerEntry> acceptance =
        decisions.stream()
            .map(PositionedRecord::value)
            .filter(entry -> entry.verdict() == LedgerEntry.Verdict.ACCEPTED)
            .reduce((first, second) -> second);
    AdapterVersions versions = acceptance.isPresent() ? reader.adapters() : new AdapterVersions();
    return new UpdateTrace(
        update,
        manifests,
        chunks(manifests),
        quarantine,
        decisions,
        acceptance.flatMap(
            entry -> Optional.ofNullable(versions.of(entry.cluster()).get(entry.version()))),
        acceptance
            .map(entry -> versions.hasReached(entry.cluster(), entry.version()))
            .orElse(false));
  }

  /** Returns the first manifest of every update; a retransmission repeats it. */
  private Map<UpdateId, PositionedRecord<UpdateManifest>> manifests(Set<UpdateId> wanted) {
    var manifests = new HashMap<UpdateId, PositionedRecord<UpdateManifest>>();
    reader.updates(
        manifest -> {
          if (wanted.contains(manifest.value().id())) {
            manifests.putIfAbsent(manifest.value().id(), manifest);
          }
        });
    return manifests;
  }

  private List<RecordPosition> chunks(List<PositionedRecord<UpdateManifest>> manifests) {
    if (manifests.isEmpty()) {
      return List.of();
    }
    PositionedRecord<UpdateManifest> manifest = manifests.get(0);
    try (LogCursor cursor = reader.cursor()) {
      SortedMap<Integer, RecordPosition> found =
          reader
              .chunks(cursor)
              .near(List.of(manifest))
              .getOrDefault(manifest.value().id(), new TreeMap<>());
      return Lineage.inOrder(found, manifest.value().chunkDigests().size());
    }
  }
}
