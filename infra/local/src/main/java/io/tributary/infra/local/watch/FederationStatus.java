package io.tributary.infra.local.watch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.tributary.infra.history.window.OpenWindow;
import io.tributary.schemas.adapter.AdapterVersion;
import io.tributary.schemas.id.ClientId;
import io.tributary.schemas.id.ClusterId;
import io.tributary.schemas.id.SlotId;
import io.tributary.schemas.spec.FederationSpec;
import io.tributary.schemas.update.TaskEmbedding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The progress of a federation, and the slots it waits for, as its topics show.
 *
 * @param slots number of announced slots
 * @param epoch of the clustering; 0 before the first
 * @param clusters that have members, in the order of their ids
 * @param updates number of accepted updates
 * @param leftOut of those, how many their windows' merges left out, by client
 * @param quarantined records by reason
 * @param clients the activity that each client reported last
 * @param clustering what the first clustering waits for; null once there is one
 * @param windows the open window of each cluster
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FederationStatus(
    int slots,
    int epoch,
    List<Cluster> clusters,
    long updates,
    SortedMap<String, Long> leftOut,
    SortedMap<String, Long> quarantined,
    Map<String, String> clients,
    Clustering clustering,
    List<Window> windows) {
  /** The largest number of awaited names that are listed. */
  private static final int MOST_NAMES = 1_000;

  /**
   * One cluster with its number of slots and its newest version.
   *
   * @param members its slots
   * @param adapter its newest version; empty before the first
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Cluster(String name, int members, String adapter) {}

  /**
   * The first clustering, while it is awaited.
   *
   * @param complete clients that have announced all their slots
   * @param needed clients that must have; 0 if no contract says so
   * @param since time of the first announcement; empty before any
   * @param incomplete clients that have announced some of their slots, at most 1,000
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Clustering(int complete, int needed, String since, List<String> incomplete) {}

  /**
   * The open window of a cluster, with the members it waits for.
   *
   * @param window version that it will make
   * @param since when it opened
   * @param forSeconds how long ago that is
   * @param updates that it counts
   * @param awaitedCount members that have sent nothing
   * @param awaited those of them, at most 1,000
   * @param refused members all of whose updates were rejected, with the reasons; no window waits
   *     for them
   * @param closes what closes it, for people; empty if there is no contract
   * @param closesAt when its time is up at the latest; empty if no time runs
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Window(
      String cluster,
      int window,
      String since,
      long forSeconds,
      int updates,
      int awaitedCount,
      List<Awaited> awaited,
      Map<String, String> refused,
      String closes,
      String closesAt) {}

  /**
   * A slot that is awaited.
   *
   * @param phase activity that its client reported last; empty if that is unknown
   */
  @JsonNaming(SnakeCaseStrategy.class)
  public record Awaited(String slot, String phase) {}

  static FederationStatus of(FederationView view, Optional<FederationSpec> spec, Instant now) {
    SortedMap<String, String> clients = new TreeMap<>();
    view.latest().keySet().forEach(client -> clients.put(client.value(), phase(view, client)));
    return new FederationStatus(
        view.slots().size(),
        view.state().map(state -> state.epoch()).orElse(0),
        clusters(view),
        view.accepted(),
        view.leftOut(),
        view.quarantined(),
        clients,
        view.state().isPresent() ? null : clustering(view, spec),
        view.openWindows().stream().map(window -> window(view, window, spec, now)).toList());
  }

  private static List<Cluster> clusters(FederationView view) {
    var members = new TreeMap<ClusterId, Integer>();
    view.state()
        .ifPresent(
            state ->
                state.assignments().values().forEach(id -> members.merge(id, 1, Integer::sum)));
    SortedMap<ClusterId, AdapterVersion> newest = view.newest();
    return members.entrySet().stream()
        .map(
            entry ->
                new Cluster(
                    entry.getKey().toString(),
                    entry.getValue(),
                    Optional.ofNullable(newest.get(entry.getKey()))
                        .map(AdapterVersion::name)
                        .orElse("")))
        .toList();
  }

  private static Clustering clustering(FederationView view, Optional<FederationSpec> spec) {
    var announced = new TreeMap<ClientId, Integer>();
    var needed = new TreeMap<ClientId, Integer>();
    for (TaskEmbedding slot : view.slots().values()) {
      announced.merge(slot.slot().client(), 1, Integer::sum);
      needed.merge(slot.slot().client(), slot.clientSlots(), Math::max);
    }
    var incomplete = new ArrayList<String>();
    announced.forEach(
        (client, slots) -> {
          if (slots < needed.get(client)) {
            incomplete.add("%s (%d of %d slots)".formatted(client, slots, needed.get(client)));
          }
        });
    return new Clustering(
        announced.size() - incomplete.size(),
        spec.map(known -> known.clustering().bootstrapClients()).orElse(0),
        view.firstAnnouncement().map(Instant::toString).orElse(""),
        incomplete.stream().limit(MOST_NAMES).toList());
  }

  private static Window window(
      FederationView view, OpenWindow open, Optional<FederationSpec> spec, Instant now) {
    Optional<WindowDeadline> closing = spec.map(known -> WindowDeadline.of(open, known.window()));
    var refused = new TreeMap<String, String>();
    open.refused().forEach((slot, reason) -> refused.put(slot.toString(), reason.name()));
    return new Window(
        open.cluster().toString(),
        open.version(),
        open.since().toString(),
        Math.max(0, Duration.between(open.since(), now).toSeconds()),
        open.counted().size(),
        open.awaited().size(),
        open.awaited().stream().limit(MOST_NAMES).map(slot -> awaited(view, slot)).toList(),
        refused,
        closing.map(WindowDeadline::text).orElse(""),
        closing.flatMap(WindowDeadline::at).map(Instant::toString).orElse(""));
  }

  private static Awaited awaited(FederationView view, SlotId slot) {
    return new Awaited(slot.toString(), phase(view, slot.client()));
  }

  private static String phase(FederationView view, ClientId client) {
    return Optional.ofNullable(view.latest().get(client))
        .map(report -> report.phase().name().toLowerCase(Locale.ROOT))
        .orElse("");
  }
}
