package io.tributary.infra.cli.contract;

import io.tributary.infra.cli.command.CommandGroup;
import io.tributary.infra.cli.command.CommandResult;
import io.tributary.infra.cli.options.TopicOptions;
import io.tributary.schemas.registry.SchemaSubject;
import io.tributary.schemas.text.TextTable;
import io.tributary.schemas.topic.TopicAdmin;
import io.tributary.schemas.topic.TopicStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Implements {@code topics plan|apply|verify}, for a federation's topics on a broker. */
@Command(
    name = "topics",
    mixinStandardHelpOptions = true,
    description = "A federation's topics on a broker.")
public final class TopicsCommands extends CommandGroup {
  @Command(
      mixinStandardHelpOptions = true,
      description = "Compares the broker's topics with the catalogue; changes nothing.")
  CommandResult plan(@Mixin TopicOptions federation) {
    try (TopicAdmin admin = TopicAdmin.connect(federation.where.broker())) {
      return answer(federation, admin.plan(federation.topics()));
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description =
          "Creates the topics that are missing, and has the broker date what clients write; changes"
              + " nothing else and deletes nothing.")
  CommandResult apply(
      @Mixin TopicOptions federation,
      @Option(
              names = "--replication-factor",
              defaultValue = "-1",
              description = "Of new topics; -1: the broker's default (default).")
          short replicationFactor) {
    try (TopicAdmin admin = TopicAdmin.connect(federation.where.broker())) {
      return answer(federation, admin.apply(federation.topics(), replicationFactor));
    }
  }

  @Command(
      mixinStandardHelpOptions = true,
      description = "Passes if every topic is as the catalogue says; exit code 1 otherwise.")
  CommandResult verify(@Mixin TopicOptions federation) {
    try (TopicAdmin admin = TopicAdmin.connect(federation.where.broker())) {
      admin.verify(federation.topics());
      return new CommandResult(List.of(), "every topic is as it should be");
    }
  }

  private static CommandResult answer(TopicOptions federation, List<TopicStatus> statuses) {
    Map<String, String> schemas =
        SchemaSubject.of(federation.topics()).stream()
            .collect(Collectors.toMap(SchemaSubject::topic, subject -> subject.schema().getName()));
    List<TopicRow> rows = statuses.stream().map(status -> TopicRow.of(status, schemas)).toList();
    return new CommandResult(rows, TextTable.of(rows.stream().map(TopicRow::cells).toList()));
  }
}
