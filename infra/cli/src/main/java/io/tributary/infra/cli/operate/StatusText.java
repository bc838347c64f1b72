package io.tributary.infra.cli.operate;

import io.tributary.infra.cli.view.NumberText;
import io.tributary.infra.local.watch.FederationStatus;
import io.tributary.schemas.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Formats the progress of a federation, for people. */
final class StatusText {
  private static final int MOST_NAMES = 5;
  private static final int MOST_CLIENTS = 50;

  private StatusText() {}

  static String of(FederationStatus status) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("cluster", "slots", "newest adapter"));
    for (FederationStatus.Cluster cluster : status.clusters()) {
      rows.add(List.of(cluster.name(), Integer.toString(cluster.members()), cluster.adapter()));
    }
    List<String> parts = new ArrayList<>();
    parts.add(
        "%d slots, epoch %d, %d updates accepted, left out %s, quarantined %s"
            .formatted(
                status.slots(),
                status.epoch(),
                status.updates(),
                status.leftOut(),
                status.quarantined()));
    parts.add(TextTable.of(rows));
    if (status.clustering() != null) {
      parts.add(clustering(status.clustering()));
    }
    if (!status.windows().isEmpty()) {
      parts.add(
          status.windows().stream().map(StatusText::window).collect(Collectors.joining("\n")));
    }
    parts.add("clients " + clients(status));
    return String.join("\n\n", parts);
  }

  private static String clustering(FederationStatus.Clustering clustering) {
    return "the first clustering waits%s: %s announced all their slots%s%s"
        .formatted(
            clustering.since().isEmpty() ? "" : " since " + clustering.since(),
            clustering.needed() == 0
                ? clustering.complete() + " clients have"
                : clustering.complete() + " of " + clustering.needed() + " clients have",
            clustering.incomplete().isEmpty() ? "" : "; not yet: ",
            some(clustering.incomplete(), clustering.incomplete().size()));
  }

  private static String window(FederationStatus.Window window) {
    List<String> awaited =
        window.awaited().stream()
            .map(one -> one.slot() + (one.phase().isEmpty() ? "" : " (" + one.phase() + ")"))
            .toList();
    List<String> refused =
        window.refused().entrySet().stream()
            .map(entry -> entry.getKey() + " (" + entry.getValue() + ")")
            .toList();
    return "window %d of %s, open for %s since %s: %s; %s%s%s"
        .formatted(
            window.window(),
            window.cluster(),
            age(window.forSeconds()),
            window.since(),
            NumberText.count(window.updates(), "update"),
            awaited.isEmpty()
                ? "nobody is awaited"
                : "waits for " + some(awaited, window.awaitedCount()),
            refused.isEmpty() ? "" : "; refused: " + some(refused, refused.size()),
            window.closes().isEmpty() ? "" : "; closes " + window.closes());
  }

  private static String clients(FederationStatus status) {
    String shown =
        status.clients().entrySet().stream()
            .limit(MOST_CLIENTS)
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .collect(Collectors.joining(", ", "{", "}"));
    int more = status.clients().size() - MOST_CLIENTS;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  private static String some(List<String> names, int all) {
    String shown = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
    return all > MOST_NAMES ? shown + " and " + (all - MOST_NAMES) + " more" : shown;
  }

  private static String age(long seconds) {
    if (seconds < 120) {
      return seconds + " s";
    }
    return seconds < 7200 ? seconds / 60 + " min" : seconds / 3600 + " h";
  }
}
