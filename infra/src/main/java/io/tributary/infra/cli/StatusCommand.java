package io.tributary.infra.cli;

import io.tributary.infra.local.FederationStatus;
import io.tributary.infra.operate.FederationReader;
import io.tributary.schemas.federation.Preflight;
import io.tributary.schemas.settings.Connection;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code status}: how far a federation is. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "How far a federation is: slots, clusters, versions, what was set aside.")
final class StatusCommand implements Callable<Answer> {
  @Mixin private FederationOptions federation;

  @Option(
      names = "--partitions",
      description = "Of the topics keyed by cluster or chunk (default: as many as they have).")
  private Integer partitions;

  @Override
  public Answer call() {
    Connection connection = federation.connection();
    Preflight.check(connection);
    TopicCatalogue topics =
        partitions == null
            ? FederationReader.topicsOf(connection)
            : new TopicCatalogue(connection.federation(), partitions);
    try (TopicAdmin admin = TopicAdmin.connect(connection)) {
      admin.verify(topics);
    }
    FederationStatus status = FederationStatus.read(connection, topics);
    return new Answer(status, text(status));
  }

  private static String text(FederationStatus status) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("cluster", "slots", "newest adapter"));
    for (FederationStatus.Cluster cluster : status.clusters()) {
      rows.add(List.of(cluster.name(), Integer.toString(cluster.members()), cluster.adapter()));
    }
    return "%d slots, epoch %d, %d updates accepted, quarantined %s%n%n%s%n%nclients %s"
        .formatted(
            status.slots(),
            status.epoch(),
            status.updates(),
            status.quarantined(),
            TextTable.of(rows),
            status.clients());
  }
}
