package io.tributary.infra.cli;

import io.tributary.infra.local.FederationStatus;
import io.tributary.schemas.federation.Preflight;
import io.tributary.schemas.topic.TopicAdmin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code status}: how far a federation is. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "How far a federation is: slots, clusters, versions, what was set aside.")
final class StatusCommand implements Callable<Answer> {
  @Mixin private TopicOptions federation;

  @Override
  public Answer call() {
    Preflight.check(federation.where.brokerAndRegistry());
    try (TopicAdmin admin = TopicAdmin.connect(federation.where.brokerAndRegistry())) {
      admin.verify(federation.topics());
    }
    FederationStatus status =
        FederationStatus.read(federation.where.brokerAndRegistry(), federation.topics());
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
